"""Sectors that care, teach, feed, house and serve the public."""

from __future__ import annotations

from trtui.domain.sample.sectors.sector import CARE, Sector, sector

SECTORS: tuple[Sector, ...] = (
    sector(
        "Care",
        "87300",
        CARE,
        22,
        "company",
        trades="Care Homecare Care_Home Healthcare Home_Care Care_Homes Nursing_Home Support Supported_Living "
        "Care_Services Residential_Care Domiciliary_Care Carers Nursing Residential_Home Live-in_Care "
        "Childcare Support_Services Fostering Retirement Respite Hospice Day_Care Learning_Disabilities",
        tails="Services Group Solutions Providers Partnership UK Homes Agency Holdings Company",
        people="Registered manager:Care;HR manager:People;Operations manager:Operations;Rota coordinator:Care;"
        "Home manager:Care;Deputy manager:Care;Clinical lead:Nursing;Regional manager:Operations;"
        "Director:Management;Recruitment officer:People;Administrator:Office;Finance manager:Finance;"
        "Nominated individual:Management",
        jobs="Care assistant:t;Senior carer:t;Registered nurse:t;Support worker:t;Night carer:t;"
        "Deputy manager:p;Domestic assistant:t;Registered manager:p;Kitchen assistant:t;"
        "Activities coordinator:p;Team leader:p;RMN:t;Cook:t",
        places="Home;Day centre;Supported living flats;Branch office",
    ),
    sector(
        "NHS and hospitals",
        "86101",
        CARE,
        1,
        "trust",
        trades="NHS_Foundation_Trust NHS_Trust Hospitals_NHS_Foundation_Trust Community_Health_NHS_Trust "
        "Partnership_NHS_Foundation_Trust Ambulance_Service_NHS_Trust Teaching_Hospitals_NHS_Trust "
        "Private_Hospital",
        people="Temporary staffing manager:Temporary staffing;Bank office manager:Temporary staffing;"
        "Head of resourcing:People;Divisional director of nursing:Nursing;"
        "E-rostering manager:Temporary staffing;Theatre manager:Theatres;Recruitment adviser:People;"
        "Estates manager:Estates;Procurement category lead:Procurement;Ward manager:Nursing;"
        "Accounts payable:Finance;Medical staffing officer:People",
        jobs="Band 5 staff nurse:t;Healthcare assistant:t;ODP:t;Band 6 mental health nurse:t;"
        "Domestic assistant:t;Medical secretary:t;Porter:t;Band 3 administrator:t;Physiotherapist:c;"
        "Radiographer:c;Clinical coder:p",
        places="General hospital;Community hospital;Outpatients;Staff bank office",
    ),
    sector(
        "Surgeries and dentists",
        "86210",
        CARE,
        7,
        "practice",
        trades="Medical_Centre Surgery Dental_Practice Pharmacy Dental_Care Medical_Practice Health_Centre "
        "Opticians Dental_Surgery Veterinary Physiotherapy Clinic Chemists Orthodontics Vets Eyecare "
        "Medical Podiatry Chiropractic Family_Practice Hearing Aesthetics Diagnostics Osteopathy",
        tails="Group Partnership Centre Services Clinic UK Associates Holdings",
        people="Practice manager:Practice;Reception manager:Reception;Partner:Partners;Lead nurse:Nursing;"
        "Assistant practice manager:Practice;Superintendent pharmacist:Pharmacy;Area manager:Operations;"
        "Clinical director:Partners",
        jobs="Medical receptionist:t;Practice nurse:t;Dental nurse:t;Dispenser:t;Practice manager:p;"
        "Locum pharmacist:t;Medical secretary:t;Treatment coordinator:p;Optical assistant:p;"
        "Veterinary nurse:p",
        places="Surgery;Branch surgery;Dispensary",
    ),
    sector(
        "Schools",
        "85200",
        CARE,
        5,
        "school",
        trades="Primary_School Academy School High_School Catholic_Primary_School CE_Primary_School "
        "Community_School Junior_School Infant_School Academy_Trust Multi_Academy_Trust College "
        "Grammar_School Preparatory_School Special_School Nursery_School Sixth_Form_College Learning_Trust "
        "Free_School Girls_School",
        people="Business manager:Office;Headteacher:Leadership;Cover manager:Cover;HR officer:People;"
        "Deputy headteacher:Leadership;SENCo:Inclusion;Office manager:Office;Site manager:Premises;"
        "Finance officer:Finance;Executive headteacher:Leadership",
        jobs="Supply teacher:t;Teaching assistant:t;Cover supervisor:t;SEN teaching assistant:t;"
        "Midday supervisor:t;Caretaker:t;Maths teacher:p;School administrator:t;Science technician:p;"
        "Exam invigilator:t;Caterer:t",
        places="Main site;Lower school;Sixth form;Nursery",
    ),
    sector(
        "Nurseries",
        "88910",
        CARE,
        4,
        "company",
        trades="Nursery Day_Nursery Pre-School Childcare Kindergarten Day_Nurseries Playgroup Montessori "
        "Nurseries Out_of_School_Club Early_Years Children's_Centre After_School_Club Tots Creche",
        tails="Group UK Company Services Centre",
        people="Nursery manager:Nursery;Area manager:Operations;Director:Management;Deputy manager:Nursery;"
        "HR manager:People;Administrator:Office",
        jobs="Nursery practitioner:t;Bank nursery nurse:t;Room leader:p;Nursery cook:t;Deputy manager:p;"
        "Level 3 practitioner:p;Nursery apprentice:p",
        places="Nursery;Baby unit;Head office",
    ),
    sector(
        "Hotels",
        "55100",
        CARE,
        8,
        "company",
        trades="Hotel Hotels Inn Lodge Guest_House Resort Country_House_Hotel Hospitality Spa Leisure "
        "Holiday_Park Conference_Centre Serviced_Apartments Golf_Club Country_Club Hostel Events Venues",
        tails="Group Management Collection UK Company Holdings Leisure",
        people="General manager:Management;HR manager:People;Head housekeeper:Housekeeping;Head chef:Kitchen;"
        "Operations manager:Operations;Food and beverage manager:Restaurant;Reception manager:Front office;"
        "Events manager:Events;Financial controller:Finance",
        jobs="Room attendant:t;Chef de partie:t;Kitchen porter:t;Waiting staff:t;Night porter:t;Receptionist:p;"
        "Sous chef:p;Linen porter:t;Events assistant:t;Duty manager:p;Bar staff:t",
        places="Hotel;Spa;Restaurant;Conference centre",
    ),
    sector(
        "Restaurants and catering",
        "56101",
        CARE,
        20,
        "company",
        trades="Restaurant Catering Foods Restaurants Cafe Bar Kitchen Tandoori Pizza Grill Takeaway Caterers "
        "Coffee Food Spice Indian_Restaurant Bistro Fish_Bar Kebab_House Diner Pub Brasserie Tea_Rooms "
        "Chicken Sushi Curry_House Burgers Noodle_Bar Deli Street_Food Lounge Sweets Steakhouse Peri_Peri "
        "Desserts Inns Taverns Bakes Balti Thai",
        tails="Group Company UK Enterprises London Services Holdings Express Events",
        people="General manager:Management;Owner:Management;Operations manager:Operations;Head chef:Kitchen;"
        "Area manager:Operations;HR manager:People;Catering manager:Catering;Director:Management;"
        "Events manager:Events",
        jobs="Chef de partie:p;Kitchen porter:t;Catering assistant:t;Waiting staff:t;Sous chef:p;Barista:t;"
        "Commis chef:p;Bar staff:t;Tandoori chef:p;Assistant manager:p;Head chef:p",
        places="Restaurant;Central kitchen;Kiosk",
    ),
    sector(
        "Charities",
        "88990",
        CARE,
        11,
        "charity",
        trades="Trust Community_Trust Foundation Community_Association Carers Advice_Centre Hospice Youth_Club "
        "Mencap_Group Community_Centre Age_Concern Village_Hall Rugby_Club Scout_Group Football_Club "
        "Arts_Centre Credit_Union Development_Trust Church Animal_Rescue Wildlife_Trust Museum Theatre "
        "Sports_Club Social_Club Cricket_Club Bowling_Club Refugee_Council Food_Bank Women's_Institute "
        "Men's_Shed Recovery_Project Playing_Fields_Association",
        people="Chief executive:Management;Operations manager:Operations;HR manager:People;"
        "Volunteer coordinator:Services;Services manager:Services;Centre manager:Services;"
        "Fundraising manager:Fundraising;Finance manager:Finance;Trustee:Board",
        jobs="Support worker:t;Fundraising officer:p;Administrator:t;Project worker:p;Retail manager:p;"
        "Receptionist:t;Advice worker:p;Finance officer:p;Day centre worker:t;Van driver:t",
        places="Centre;Charity shop;Day service;Office",
    ),
    sector(
        "Housing",
        "68201",
        CARE,
        3,
        "charity",
        trades="Housing_Association Homes Housing_Trust Housing_Society Housing Almshouses "
        "Co-operative_Housing_Society Community_Housing Sheltered_Housing Housing_Co-operative "
        "Self-Build_Housing_Association Estates",
        people="Head of repairs:Repairs;HR business partner:People;Housing manager:Housing;"
        "Repairs manager:Repairs;Procurement manager:Procurement;Voids manager:Repairs;"
        "Customer services manager:Customer services;Interim finance director:Finance;"
        "Scheme manager:Housing",
        jobs="Multi-trade operative:t;Housing officer:c;Income officer:c;Repairs planner:t;"
        "Customer services adviser:t;Scheme manager:p;Void electrician:t;Surveyor:c;Concierge:t",
        places="Repairs depot;Customer centre;Sheltered scheme",
    ),
    sector(
        "Councils",
        "84110",
        CARE,
        1,
        "council",
        trades="Council District_Council Borough_Council Town_Council County_Council Parish_Council "
        "Combined_Authority Metropolitan_Borough_Council Fire_and_Rescue_Service",
        people="Resourcing manager:People;Street scene manager:Environment;Service manager:Adults;"
        "HR adviser:People;Business support manager:Support;Children's services team manager:Children;"
        "Procurement officer:Procurement;Waste operations manager:Environment",
        jobs="Refuse loader:t;HGV refuse driver:t;Social worker:c;Housing benefits officer:c;"
        "Business support officer:t;Planning officer:c;Street cleaner:t;Customer services officer:t;"
        "Quantity surveyor:c",
        places="Town hall;Depot;Civic centre",
    ),
)
