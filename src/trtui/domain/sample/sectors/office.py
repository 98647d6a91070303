"""Sectors that sell, advise, count, code and publish."""

from __future__ import annotations

from trtui.domain.sample.sectors.sector import OFFICE, Sector, sector

SECTORS: tuple[Sector, ...] = (
    sector(
        "Law",
        "69102",
        OFFICE,
        6,
        "partnership",
        trades="Solicitors Law Legal Law_Group Legal_Services Chambers Conveyancing Notaries Injury_Lawyers "
        "Advocates Immigration_Law Family_Law Wills Costs_Lawyers",
        tails="Services Group Associates Partnership Solutions UK",
        people="Practice manager:Practice;HR manager:People;Managing partner:Partners;"
        "Head of conveyancing:Conveyancing;Office manager:Office;Partner:Partners;"
        "Head of facilities:Facilities;Legal cashier:Accounts",
        jobs="Legal secretary:p;Conveyancer:p;Paralegal:t;Legal cashier:p;Receptionist:t;Solicitor:p;"
        "Audio typist:t;Costs draftsman:p;Document production clerk:t",
        places="Office;Branch office",
    ),
    sector(
        "Accountancy",
        "69201",
        OFFICE,
        8,
        "partnership",
        trades="Accountants Accountancy Accounting Tax Bookkeeping Audit Payroll Financial Business_Advisers "
        "Bookkeepers Insolvency Company_Secretaries",
        tails="Services Group Solutions Associates Partners Advisory UK Consultants Practice",
        people="Practice manager:Practice;Partner:Partners;HR manager:People;Payroll manager:Payroll;"
        "Audit manager:Audit;Director:Management;Office manager:Office",
        jobs="Semi-senior accountant:p;Payroll clerk:t;Audit senior:p;Bookkeeper:t;Tax manager:p;"
        "Accounts assistant:t;Practice administrator:p;Purchase ledger clerk:t",
        places="Office;Branch office",
    ),
    sector(
        "IT",
        "62020",
        OFFICE,
        20,
        "company",
        trades="Technologies Digital Software IT Technology Systems Tech Data Computers Networks Solutions Cloud "
        "Labs Telecom Web Cyber Analytics Interactive Infotech AI Hosting Communications Telecoms Games "
        "Mobile Apps Robotics Informatics Online Internet Automation Security_Systems",
        tails="Solutions Services Consulting Group UK International Global Consultancy Systems Europe Holdings "
        "Software",
        people="Head of talent:People;Chief technology officer:Engineering;Engineering manager:Engineering;"
        "HR manager:People;Delivery manager:Delivery;Operations director:Operations;"
        "Support manager:Support;Chief executive:Management;Programme manager:Delivery;"
        "Office manager:Office",
        jobs="Software developer:p;Test analyst:c;Support analyst:t;Business analyst:c;Network engineer:p;"
        "Project manager:c;Data engineer:p;Service desk analyst:t;DevOps engineer:c;Web designer:p;"
        "Implementation consultant:p",
        places="Office;Data centre;Support centre",
    ),
    sector(
        "Finance",
        "64999",
        OFFICE,
        10,
        "company",
        trades="Capital Finance Financial Investments Wealth Insurance Partners Mortgages Asset_Management Credit "
        "Wealth_Management Fund Bank Pensions Brokers Securities Leasing Ventures Equity Trading "
        "Financial_Planning Trustees Underwriting Payments Loans Reinsurance Invoice_Finance Fund_Managers",
        tails="Management Services Group Holdings Partners Solutions International UK Europe Consultants Advisers",
        people="Operations director:Operations;HR manager:People;Head of compliance:Compliance;"
        "Office manager:Office;Claims manager:Claims;Finance director:Finance;"
        "Customer service manager:Customer service;Head of recruitment:People;Practice manager:Office",
        jobs="Claims handler:t;Mortgage administrator:p;Compliance officer:c;Customer service adviser:t;"
        "Paraplanner:p;Credit controller:p;Financial accountant:c;Underwriter:p;Administrator:t;"
        "Team secretary:t",
        places="Office;Operations centre",
    ),
    sector(
        "Retail",
        "47190",
        OFFICE,
        20,
        "company",
        trades="Retail Trading Stores Store Fashion Supermarket Convenience_Store Food_Store Jewellers Superstore "
        "Wines News Beauty Furniture Supplies Newsagents Mobile_Phones Off_Licence Cash_and_Carry "
        "Food_and_Wine Shop Mini_Market Hair Boutique Interiors Carpets Flowers Cycles Books Gifts Pets "
        "Toys Outlet Sports Bargains Cosmetics Vapes Nails Barbers Salon Service_Station Post_Office "
        "Express_Store Halal_Meat Discount",
        tails="Group UK Company Enterprises London International Trading Online Direct Holdings",
        people="Store manager:Stores;HR manager:People;Area manager:Stores;Warehouse manager:Warehouse;"
        "Director:Management;Customer service manager:Customer service;Buying manager:Buying;"
        "E-commerce manager:E-commerce;Payroll manager:Finance;Visual merchandising manager:Stores",
        jobs="Sales assistant:t;Stockroom assistant:t;Store manager:p;Customer service adviser:t;Order picker:t;"
        "Merchandiser:t;Assistant buyer:p;E-commerce executive:p;Key holder:p;Security guard:t",
        places="Store;Fulfilment centre;Warehouse;Head office",
    ),
    sector(
        "Wholesale",
        "46900",
        OFFICE,
        12,
        "company",
        trades="Trading Supplies Wholesale Imports Distribution Exports Products International Distributors Sales "
        "Import_Export Merchants Trade Timber Tools Fasteners Steel Electronics Pharma Foodservice "
        "Cash_and_Carry Stationery Tiles Textiles Medical_Supplies Fabrics Components Hardware Workwear "
        "Lighting Chemicals",
        tails="UK Group Company International Europe Services Enterprises Direct Global Solutions Holdings",
        people="Warehouse manager:Warehouse;Operations manager:Operations;Sales director:Sales;HR manager:People;"
        "Managing director:Management;Office manager:Office;Branch manager:Branches;"
        "Credit controller:Finance",
        jobs="Warehouse operative:t;Telesales executive:p;Van driver:t;Trade counter assistant:p;"
        "Credit controller:p;Purchase ledger clerk:t;Internal sales executive:p;Forklift driver:t;Buyer:p",
        places="Branch;Warehouse;Trade counter",
    ),
    sector(
        "Property",
        "68310",
        OFFICE,
        14,
        "company",
        trades="Properties Property Estates Lettings Estate_Agents Developments Homes Land Investments "
        "Property_Management Residential Property_Services Surveyors Block_Management Lets Student_Living "
        "Commercial Apartments Housing Property_Investments Valuers Auctioneers Real_Estate Letting_Agents "
        "Land_and_New_Homes",
        tails="Management Group Services London UK Investments Holdings Company Partners Developments",
        people="Branch manager:Branches;Director:Management;Lettings manager:Lettings;HR manager:People;"
        "Property manager:Management;Head of block management:Blocks;Office manager:Office;"
        "Sales manager:Sales",
        jobs="Lettings negotiator:p;Property manager:p;Administrator:t;Sales negotiator:p;Receptionist:t;"
        "Concierge:t;Accounts assistant:t;Viewing assistant:t;Block manager:p",
        places="Branch;Head office",
    ),
    sector(
        "Consultancy",
        "70229",
        OFFICE,
        18,
        "company",
        trades="Consulting Management Consultancy Consultants Associates Business Advisory Solutions Training "
        "Marketing Research Recruitment Partners Projects Development Strategy Communications Coaching "
        "Outsourcing Procurement Safety Environmental Planning Education Learning Performance Surveys "
        "Translation Compliance Innovation Engagement",
        tails="Services Solutions Group UK International Global Associates Partners Consultants Holdings",
        people="Office manager:Office;Managing director:Management;HR manager:People;"
        "Operations manager:Operations;Head of resourcing:People;Principal consultant:Consulting;"
        "Business development director:Sales;Finance manager:Finance",
        jobs="Administrator:t;Office manager:p;Consultant:p;Bid writer:c;Project coordinator:t;Trainer:c;"
        "Researcher:p;Executive assistant:p;Telephone interviewer:t;Marketing executive:p",
        places="Office;Training centre",
    ),
    sector(
        "Architects and surveyors",
        "71111",
        OFFICE,
        6,
        "partnership",
        trades="Architects Surveyors Architecture Design Planning Consulting_Engineers Quantity_Surveyors "
        "Architectural Structural_Engineers Surveying Project_Management Town_Planning "
        "Landscape_Architects Building_Surveyors",
        tails="Associates Partnership Services Group Studio UK Consultants Practice",
        people="Practice manager:Practice;Partner:Partners;Director:Management;Associate director:Projects;"
        "Office manager:Office;HR manager:People",
        jobs="Architectural technician:c;Part 2 architectural assistant:p;Quantity surveyor:p;"
        "Practice secretary:p;Building surveyor:p;CAD technician:c;Receptionist:t;Planner:p",
        places="Studio;Office",
    ),
    sector(
        "Media and design",
        "73110",
        OFFICE,
        12,
        "company",
        trades="Media Design Productions Marketing Creative Films Studios Entertainment Films_and_Television "
        "Music Events Communications Advertising Studio Photography Publishing Graphics Pictures Print "
        "Animation Arts Records Branding Post Exhibitions Radio Video Content Talent Sound "
        "Theatre_Productions",
        tails="Group UK London International Agency Company Services Partners Holdings",
        people="Studio manager:Studio;Operations director:Operations;HR manager:People;Office manager:Office;"
        "Production manager:Production;Managing director:Management;"
        "Head of client services:Client services;Creative director:Studio",
        jobs="Graphic designer:c;Account executive:p;Mac operator:c;Production assistant:t;Receptionist:t;"
        "Copywriter:c;Digital marketing executive:p;Events crew:t;Video editor:c;Studio runner:t",
        places="Studio;Office",
    ),
    sector(
        "Energy and water",
        "35110",
        OFFICE,
        6,
        "company",
        trades="Energy Power Water Renewables Solar Oil Gas Utilities Wind Resources Minerals Electricity "
        "Environmental Offshore Fuels Biogas Petroleum Mining Recycling Hydrogen Metering Wind_Farm "
        "Drilling",
        tails="Services Group Solutions UK Holdings Systems International Networks Europe Operations",
        people="Operations manager:Operations;HR manager:People;Project director:Projects;"
        "Field services manager:Operations;Contact centre manager:Customer service;"
        "Resourcing partner:People;Health and safety manager:Operations;Commercial manager:Commercial",
        jobs="Meter reader:t;Smart meter engineer:p;Customer service adviser:t;Project engineer:c;Planner:c;"
        "HV technician:p;Field operative:t;Land rights surveyor:c;Control room operator:p",
        places="Depot;Contact centre;Treatment works;Control room",
    ),
)
