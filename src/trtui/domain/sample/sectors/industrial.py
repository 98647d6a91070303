"""Sectors that make, build, grow and move things."""

from __future__ import annotations

from trtui.domain.sample.sectors.sector import INDUSTRIAL, Sector, sector

SECTORS: tuple[Sector, ...] = (
    sector(
        "Logistics",
        "52290",
        INDUSTRIAL,
        16,
        "company",
        trades="Logistics Transport Haulage Freight Distribution Couriers Storage Warehousing Shipping Removals "
        "Cargo Deliveries Carriers Express Fulfilment Forwarding Trucking Tankers Parcels Coaches Vans "
        "Containers Pallets Traffic Chilled Supply_Chain Fleet",
        tails="Services Solutions Group International Europe UK Holdings Network Systems",
        people="Operations director:Operations;Transport manager:Transport;Warehouse manager:Warehouse;"
        "HR manager:People;Depot manager:Operations;Shift manager:Warehouse;Fleet manager:Transport;"
        "General manager:Operations;Planning manager:Transport;HR adviser:People;Accounts payable:Finance;"
        "Managing director:Management;Contracts manager:Operations;Traffic office supervisor:Transport",
        jobs="Warehouse operative:t;HGV class 1 driver:t;HGV class 2 driver:t;Night shift planner:p;"
        "Order picker:t;Reach truck driver:t;Counterbalance driver:t;Transport planner:p;Van driver:t;"
        "Warehouse supervisor:p;Goods-in clerk:t;Traffic planner:p;Shunter:t;Stock controller:p",
        places="Depot;Distribution centre;Warehouse;Cross-dock;Transport office",
    ),
    sector(
        "Construction",
        "41202",
        INDUSTRIAL,
        20,
        "company",
        trades="Construction Building Builders Contractors Roofing Property_Maintenance Scaffolding Groundworks "
        "Joinery Civils Interiors Plastering Developments Structures Demolition Brickwork Flooring "
        "Refurbishment Drylining Piling Surfacing Paving Cladding Decorating Carpentry Tiling Glazing "
        "Facades Fit_Out Damp_Proofing Basements",
        tails="Services Group Contracts Solutions Southern Northern Holdings Projects Specialists Management "
        "Homes",
        people="Contracts manager:Contracts;Managing director:Management;Site manager:Sites;"
        "Commercial director:Commercial;Quantity surveyor:Commercial;HR manager:People;"
        "Project manager:Contracts;Office manager:Office;Buyer:Commercial;Health and safety manager:Sites;"
        "Estimator:Commercial;Regional director:Management;Plant manager:Sites",
        jobs="Labourer:t;Groundworker:t;Bricklayer:c;Site manager:p;Carpenter:c;Quantity surveyor:p;"
        "360 digger driver:t;Dryliner:c;Traffic marshal:t;Estimator:p;Setting-out engineer:c;"
        "Telehandler driver:t;Roofer:c;Site engineer:p",
        places="Yard;Site office;Head office;Plant yard",
    ),
    sector(
        "Engineering",
        "28990",
        INDUSTRIAL,
        14,
        "company",
        trades="Engineering Engineers Fabrications Precision_Engineering Tooling Machining Castings Components "
        "Controls Hydraulics Automation Welding Gears Bearings Instruments Forgings Pumps Valves Fasteners "
        "Pressings Fabrication Mouldings Springs Steelwork Metals Presswork Sheet_Metal Turned_Parts "
        "Coatings Laser Aerospace Motors Cables",
        tails="Services Group Systems Technologies UK Solutions Products International Works Manufacturing "
        "Holdings",
        people="Production manager:Production;Operations director:Operations;HR manager:People;"
        "Works manager:Production;Engineering manager:Engineering;Managing director:Management;"
        "Maintenance manager:Maintenance;Quality manager:Quality;HR business partner:People;"
        "Cell leader:Production;Technical director:Engineering;Finance manager:Finance;"
        "Purchasing manager:Purchasing",
        jobs="CNC machinist:p;TIG welder:c;Maintenance engineer:p;Production operative:t;Design engineer:p;"
        "Quality inspector:p;MIG welder:t;Assembly operative:t;Multi-skilled engineer:p;"
        "Production planner:p;Toolmaker:p;Press brake operator:t;Electrical fitter:c;Buyer:p",
        places="Works;Machine shop;Foundry;Assembly hall",
    ),
    sector(
        "Food production",
        "10890",
        INDUSTRIAL,
        12,
        "company",
        trades="Foods Bakery Dairy Meats Bakeries Produce Seafoods Confectionery Poultry Fresh_Foods Pies Brewery "
        "Snacks Drinks Butchers Fisheries Salads Desserts Preserves Catering_Butchers Cheese Cakes "
        "Chocolates Spices Sauces Ice_Cream Milling Farms Distillery Cider",
        tails="Group UK Company Products Manufacturing International Wholesale Suppliers Kitchens",
        people="Factory manager:Production;HR manager:People;Production manager:Production;"
        "Operations director:Operations;Hygiene manager:Hygiene;Shift manager:Production;"
        "Technical manager:Quality;HR adviser:People;Managing director:Management;"
        "Dispatch manager:Dispatch;Labour planner:Production;Finance manager:Finance",
        jobs="Production operative:t;Packer:t;Line leader:p;Hygiene operative:t;Baker:p;Quality technician:p;"
        "Butcher:p;Maintenance engineer:p;Shift manager:p;Forklift driver:t;New product technologist:p;"
        "Machine minder:t",
        places="Factory;Bakery;Packhouse;Cold store",
    ),
    sector(
        "Manufacturing",
        "22290",
        INDUSTRIAL,
        10,
        "company",
        trades="Plastics Packaging Furniture Textiles Manufacturing Print Windows Labels Glass Kitchens Paper "
        "Rubber Ceramics Timber Doors Conservatories Upholstery Foam Polymers Chemicals Bedding Carpets "
        "Signs Clothing Footwear Blinds Mattresses Leather Paints Adhesives Cartons Pottery Yarns Curtains",
        tails="Group Products UK Industries Manufacturing Company International Supplies Systems Holdings",
        people="Production manager:Production;HR manager:People;Operations manager:Operations;"
        "Managing director:Management;Factory manager:Production;Warehouse manager:Warehouse;"
        "Shift supervisor:Production;Maintenance manager:Maintenance;HR officer:People;"
        "Finance director:Finance;Plant manager:Operations",
        jobs="Production operative:t;Machine operator:t;Packer:t;Printer:p;Warehouse operative:t;"
        "Maintenance engineer:p;Setter:p;Team leader:p;Upholsterer:p;Process technician:p;Dispatch clerk:t;"
        "Extrusion operator:t",
        places="Factory;Print works;Mill;Finishing plant",
    ),
    sector(
        "Facilities",
        "81210",
        INDUSTRIAL,
        10,
        "company",
        trades="Cleaning Facilities_Management Security Maintenance Cleaners Property_Services Support_Services "
        "Guarding Window_Cleaning Pest_Control Waste Recycling Landscapes Grounds Hygiene Locksmiths "
        "Skip_Hire Laundry Drainage Environmental Surveillance Janitorial Gardens Tree_Surgeons Parking",
        tails="Services Solutions Group Management Contractors UK Company Specialists Systems",
        people="Operations manager:Operations;Contracts manager:Contracts;Area manager:Operations;"
        "HR manager:People;Managing director:Management;Account manager:Contracts;"
        "Scheduling manager:Operations;Office manager:Office;Regional manager:Operations;"
        "Payroll manager:Finance",
        jobs="Cleaner:t;SIA security officer:t;Mobile cleaner:t;Area supervisor:p;Caretaker:t;Refuse loader:t;"
        "Grounds maintenance operative:t;CCTV operator:p;Contract manager:p;Window cleaner:t;"
        "Helpdesk administrator:p",
        places="Depot;Control room;Contract office",
    ),
    sector(
        "Trades",
        "43210",
        INDUSTRIAL,
        12,
        "company",
        trades="Electrical Plumbing Heating Electricians Gas Mechanical Air_Conditioning Fire_Protection Lifts "
        "Alarms Refrigeration Renewables Plumbers Boilers Ventilation Lighting Insulation Solar Bathrooms "
        "Ductwork Controls Cabling Drains Sprinklers Chimneys",
        tails="Services Contractors Installations Engineers Solutions Group Maintenance Systems Supplies UK",
        people="Contracts manager:Contracts;Managing director:Management;Operations manager:Operations;"
        "Service manager:Service;Office manager:Office;Commercial manager:Commercial;HR manager:People;"
        "Qualified supervisor:Contracts;Estimator:Commercial;Director:Management",
        jobs="Electrician:c;Electrician's mate:t;Gas engineer:p;Plumber:c;Pipefitter:c;"
        "Air conditioning engineer:p;Fire alarm engineer:p;Estimator:p;Service coordinator:p;"
        "Ductwork fitter:c;Electrical improver:t",
        places="Yard;Workshop;Trade counter",
    ),
    sector(
        "Farming and gardens",
        "01130",
        INDUSTRIAL,
        4,
        "company",
        trades="Farms Growers Nurseries Produce Garden_Centre Farming Estates Seeds Fruit Eggs Flowers Plants "
        "Orchards Agriculture Landscaping Forestry Potatoes Mushrooms Livestock Feeds Stables Vineyards",
        tails="Partners Company Group Supplies Contracting UK Services",
        people="Farm manager:Farm;Packhouse manager:Packhouse;Labour manager:People;Director:Management;"
        "Office manager:Office;Estate manager:Estate;Crop manager:Farm;HR manager:People",
        jobs="Packhouse operative:t;Fruit picker:t;Tractor driver:t;Nursery worker:t;Quality controller:p;"
        "Packhouse supervisor:p;Glasshouse operative:t;Farm secretary:p",
        places="Farm;Packhouse;Nursery;Glasshouse",
    ),
    sector(
        "Motor",
        "45200",
        INDUSTRIAL,
        8,
        "company",
        trades="Motors Garage Autos Motor_Company Tyres Cars Vehicle_Rentals Autocentre Body_Repairs Commercials "
        "Motorcycles Car_Sales Accident_Repair Breakdown Valeting MOT_Centre Bodyworks Recovery Car_Care "
        "Caravans Exhausts Windscreens Classics Vans Plant_Hire Taxis Minibuses",
        tails="Services Group UK Specialists Centre Company Solutions Holdings",
        people="Service manager:Service;Dealer principal:Management;Aftersales manager:Service;"
        "Workshop controller:Service;HR manager:People;Parts manager:Parts;Bodyshop manager:Bodyshop;"
        "General manager:Management;Office manager:Office",
        jobs="Vehicle technician:p;MOT tester:p;Panel beater:p;Paint sprayer:p;Valeter:t;Service adviser:p;"
        "Parts adviser:p;HGV technician:p;Car delivery driver:t;Tyre fitter:t",
        places="Workshop;Showroom;Bodyshop;Parts centre",
    ),
)
