"""Everyday words that companies call themselves after, and the halves of their compounds."""

from __future__ import annotations

# Ordered from common to rare.
NOUNS: tuple[str, ...] = tuple(
    """
    First Green New One Royal Star Park Prime Blue City Direct Premier Elite Bright House Smart Total Hill
    Valley White Summit Oak Red Crown Future Apex Pure Choice Express Quality Central Bridge Home Life
    Vision Select Advance Alpha Gold Silver Crystal Diamond Phoenix Horizon Pioneer Heritage Harbour Castle
    Abbey Priory Manor Grange Mill Forge Anchor Beacon Compass Falcon Eagle Swan Heron Kestrel Lion Tiger
    Fox Wolf Bear Stag Otter Robin Raven Osprey Hawk Rose Lily Ivy Holly Willow Elm Ash Birch Cedar Maple
    Pine Hazel Rowan Juniper Laurel Olive Poppy Daisy Heather Fern River Lake Brook Meadow Field Forest Wood
    Moor Dale Glen Coast Shore Bay Island Ocean Sea Wave Tide Stone Rock Flint Sky Sun Moon Aurora Dawn
    Sunrise Solar Nova Orbit Zenith Vertex Pinnacle Peak Pyramid Atlas Titan Orion Apollo Sterling Regal
    Regency Imperial Sovereign Monarch Noble Classic Victoria Georgian Edwardian Albion Britannia Celtic
    Northern Southern Eastern Western Midland Border Highland Lowland County Country Village Town Metro
    Urban Global Bright Clear Swift Rapid Quick Simple Fresh Clean Safe Secure Trusted Reliable Complete
    Perfect Ideal Supreme Unity United Allied Alliance Union Mutual Partnership Together Community Family
    People Kindred Kinship Friends Guardian Shield Fortress Citadel Bastion Keystone Cornerstone Foundation
    Pillar Archway Gateway Portal Crossroads Pathway Journey Voyage Venture Quest Discovery Explorer
    Navigator Pilot Voyager Wayfarer Signpost Milestone Footprint Spark Ember Flame Beam Ray Lantern
    Lighthouse Torch Prism Spectrum Mosaic Canvas Palette Ink Paper Script Quill Maker Craft Guild Artisan
    Workshop Anvil Hammer Chisel Timber Copper Iron Steel Brass Slate Marble Granite Clay Thistle Clover
    Barley Wheat Harvest Orchard Apple Cherry Plum Berry Honey Bee Hive Nest Feather Acorn Seed Root Branch
    Leaf Petal Blossom Bloom Garden Arbour Lavender Saffron Ginger Pepper Basil Thyme Mint Cinnamon Clove
    Vanilla Amber Coral Jade Ruby Sapphire Emerald Topaz Opal Pearl Ivory Ebony Indigo Scarlet Crimson
    Violet Azure Teal Echo Pulse Tempo Rhythm Harmony Chorus Melody Chord Cadence Encore Overture Signal
    Relay Circuit Vector Matrix Pixel Cloud Stream Current Cascade Delta Estuary Fountain Spring Well
    Torrent Ripple Drift Breeze Zephyr Gale Tempest Storm Arrow Bow Lance Crest Banner Herald Knight Squire
    Duke Baron Regent Chancellor Marshal Sentinel Ranger Scout Warden Wren Finch Lark Swallow Magpie Jay
    Thrush Sparrow Nightingale Partridge Pheasant Plover Curlew Lapwing Kite Merlin Badger Hare Squirrel
    Hedgehog Beaver Marten Stoat Ferret Hound Terrier Mustang Colt Stallion Bison Buffalo Jaguar Lotus
    Orchid Jasmine Iris Tulip Magnolia Camellia Primrose Bluebell Snowdrop Foxglove Bracken Bramble Nettle
    Gorse Oxford Windsor Mayfair Chelsea Kensington Strand Piccadilly Waterloo Trafalgar Broadway Parkside
    Riverside Lakeside Hilltop Woodland Parkland Moorland Downs Cliff Ridge Crag Tor Fell Beck Burn Loch
    Firth Strath Brae Haven Cove Nimble Agile Bold Brave Daring Fearless Humble Honest Modern Novel Radical
    Lively Vivid Vital Vibrant Serene Tranquil Little Happy Sunny Lucky Golden Shining Glowing Rising Flying
    Roaming Turning Growing Caring Giving Living Thriving Seven Five Twelve Triple Double Quattro Trio Duo
    Solo Dozen Eleven Hundred Century Millennium Epoch Era Legacy Logic Reason Theory Thesis Axiom Theorem
    Proof Formula Method System Model Module Kernel Origin Genesis Catalyst Dragon Griffin Unicorn Pegasus
    Sphinx Oracle Minerva Juno Vesta Ceres Neptune Mercury Saturn Jupiter Vulcan Hermes Bengal Punjab Kerala
    Himalaya Ganges Bombay Lahore Spice Tandoor Curry Balti Mango Coconut Tamarind Cardamom Jaipur Sakura
    Bamboo Lantern Jade Panda Dynasty Mandarin Canton Peking Saigon Hanoi Bangkok Siam Java Bali Manila
    Seoul Roma Milano Napoli Toscana Sicilia Venezia Bella Vita Dolce Villa Casa Piazza Trattoria Amore Sole
    Luna Mare Athena Delphi Cyprus Anatolia Bosphorus Istanbul Cedars Levant Petra Nile Sahara Oasis Atlas
    Casablanca Marrakesh Sahel Savanna Serengeti Kilimanjaro Zambezi Limpopo Baobab Acacia Impala Kudu Volta
    Niger Lagos Accra Nairobi Warsaw Krakow Baltic Vistula Danube Carpathian Balkan Adriatic Nordic Viking
    Fjord Tundra Polar Arctic Boreal
    """.split()
)

FIRST_HALVES: tuple[str, ...] = tuple(
    """
    Bright Green Blue Red White Black Silver Gold Grey Clear Fresh Pure Swift Fast Quick Smart Wise Bold
    True Sure Safe Well Good Best Prime First Next New Fore Over Under Up Down In Out Cross High Long Broad
    Deep North South East West Sun Moon Star Sky Day Night Dawn Wind Rain Snow Frost Storm Cloud Fire Ember
    Flame Spark Light Beam Stone Rock Flint Slate Iron Steel Copper Brass Glass Clay Sand Sea Wave Tide
    River Brook Lake Spring Well Moor Fell Dale Glen Hill Ridge Cliff Field Meadow Wood Oak Ash Elm Birch
    Pine Thorn Rose Fern Leaf Root Seed Corn Wheat Hop Apple Honey Bee Hawk Wren Swan Raven Fox Wolf Stag
    Bear Hare Lamb Ox King Queen Knight Crown Castle Abbey Church Kirk Bridge Gate Road Path Way Street Lane
    Key Lock Anchor Ship Port Harbour Home House Hearth Work Trade Craft Mill Forge Tool Build Care Kind
    Heart Hand Mind Life Health Med Dental Vet Edu Learn Book Page Word Ink Print Media Pixel Data Code Net
    Web Cyber Digi Info Tele Audio Video Photo Auto Moto Aero Agri Eco Enviro Hydro Geo Solar Electro Thermo
    Pharma Bio Omni Multi Inter Trans Euro Anglo Uni Tri Quad Neo Pro Max Maxi Ultra Mega Micro Nano Peak
    Apex Core Edge Link
    """.split()
)

SECOND_HALVES: tuple[str, ...] = tuple(
    """
    bridge stone field wood gate well ford way path line link point mark stead house hall croft brook water
    mere shore side land view scape light fire beam spark star sky moon wind wave tide flow stream spring
    leaf root seed tree thorn rose bloom berry crest crown shield guard lock key gear wheel drive shift lift
    port ship dock yard hub nest hive works craft smith wright forge build made mind wise sense thought
    heart hand care life health med dent tech soft ware net web data code byte bit grid box base core space
    room desk wise media print page sign tone sound cast vision lens foods fare fresh taste plate store mart
    trade deal pay cash fund bank cap plan grow rise peak edge max pro plus first force power volt watt
    serve source team crew staff folk kin works master line born worth more well ley ton ham
    """.split()
)
