"""Invented people: given and family names of many origins, paired at random."""

from __future__ import annotations

from trtui.domain.sample.coining import family_word
from trtui.domain.sample.stream import Draw

# Ordered from common to rare; a draw leans towards the front.
GIVEN: tuple[str, ...] = tuple(
    """
    Sarah James Emma David Claire Paul Laura Mark Rachel Andrew Helen Daniel Rebecca Chris Karen Michael
    Louise Steve Joanne Tom Nicola Matt Lisa Rob Amy Simon Gemma Ben Kate Richard Hannah Adam Lucy Ian
    Natalie Lee Sophie Craig Charlotte Gary Vicky Stuart Jess Neil Alison Darren Jane Jamie Kelly Peter
    Katie Alex Megan Martin Becky Phil Olivia Ryan Tracey Luke Anna Scott Michelle Sam Donna Kevin Kirsty
    Joe Heather Graham Fiona Nathan Jo Liam Wendy Carl Zoe Dean Lynn Callum Chloe Jason Sharon Josh Hayley
    Sean Beth Dave Leanne Aaron Mandy Wayne Holly Mohammed Aisha Priya Imran Fatima Raj Amina Anil Zainab
    Sanjay Nadia Arjun Samina Vikram Shabana Hassan Meera Tariq Neha Usman Anjali Bilal Kavita Faisal Ravi
    Saima Deepak Yasmin Hardeep Jasmine Gurpreet Harpreet Manjit Sukhi Rohan Divya Kiran Nisha Asif Rukhsana
    Naveed Shazia Kamran Ayesha Farah Omar Layla Yusuf Mariam Karim Agnieszka Piotr Katarzyna Tomasz Magda
    Marcin Monika Pawel Ewa Krzysztof Dorota Lukasz Anita Jakub Beata Wojtek Ioana Andrei Elena Mihai
    Cristina Bogdan Raluca Florin Daniela Stefan Ivana Dimitar Svetlana Kristina Vilma Chidi Ngozi Emeka
    Adaeze Tunde Folake Kwame Abena Kofi Efua Chioma Segun Yetunde Obi Amara Tendai Rudo Thabo Nomsa Wanjiru
    Otieno Grace Blessing Patience Emmanuel Gloria Precious Winston Marcia Delroy Yvonne Leroy Sherelle
    Siobhan Niall Aoife Ciaran Roisin Declan Orla Eoin Sinead Cormac Niamh Fergus Catriona Hamish Eilidh
    Iain Morag Rhys Cerys Gareth Sian Dylan Nerys Owain Carys Huw Bronwen Gethin Ffion Angharad Llyr Wei Mei
    Jun Ling Hui Xin Kenji Yuki Aiko Minh Linh Thuy Hyun Jin Somchai Rosario Joy Marites Jomar Giulia Marco
    Chiara Luca Sofia Mateo Ines Diego Carmen Javier Lucia Paulo Beatriz Tiago Camille Julien Manon Lena
    Jonas Greta Lukas Astrid Bjorn Ingrid Lars Freya Soren Aino Mikko Eleni Nikos Despina Kostas Ayse Mehmet
    Elif Emre Leyla Dariush Shirin Babak Parisa Tamar Noam Miriam Ezra Dana Idris Halima Abdi Hodan Selam
    Dawit Ottilie Barnaby Cressida Rupert Jemima Hugo Tabitha Jolyon Philippa Giles Verity Quentin Imogen
    Alistair
    """.split()
)

FAMILY: tuple[str, ...] = tuple(
    """
    Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker
    White Roberts Green Hall Wood Jackson Clarke Khan Hughes Edwards Thomas Singh Hill Harris Lewis Cooper
    Ward Turner Martin Moore Morris Ali Baker King Harrison Clark Lee Allen Scott Watson Parker Davis
    Bennett Young Hussain Griffiths James Anderson Phillips Carter Kelly Ahmed Mitchell Shah Begum Shaw
    Campbell Cook Murphy Bailey Kaur Marshall Simpson Adams Richardson Cox Collins Murray Stevens Wilkinson
    Ellis Gray Rogers Mason Miller Knight Reid Lloyd Holmes Barker Matthews Palmer Fisher Butler Mills
    Russell Barnes Jenkins Graham Dixon Hunt Fletcher Ross Gibson Pearson Stewart Foster Webb Henderson
    Powell Howard Owen Harvey Reynolds Fox Dawson Atkinson Saunders Lawrence Kennedy Brooks Grant Ford
    Burton Perry Hudson Chapman West Kumar Hart Akhtar Sharma Mehta Desai Malik Chaudhry Rahman Miah Uddin
    Iqbal Mahmood Qureshi Butt Mirza Siddiqui Ansari Bhatt Joshi Gupta Verma Reddy Nair Menon Iyer Pillai
    Das Sen Ghosh Banerjee Chatterjee Gill Sandhu Dhillon Sidhu Grewal Bains Mann Bhatti Chauhan Solanki
    Parmar Okafor Adeyemi Okoro Eze Nwosu Balogun Ogunleye Adebayo Mensah Owusu Boateng Asante Osei Appiah
    Kamara Conteh Moyo Ncube Dube Banda Phiri Mwangi Otieno Kariuki Juma Abdi Warsame Hassan Farah Haile
    Tesfaye Bekele Diallo O'Brien O'Connor O'Neill Byrne Doyle Gallagher Doherty McCarthy McDonald MacLeod
    McKenzie Sullivan Brennan Nolan Quinn Kavanagh Fitzgerald Duffy Rooney Keane Walsh Reilly Regan Maguire
    Docherty Sinclair Buchanan Cameron Fraser Morgan Rees Price Pugh Bowen Prosser Vaughan Beynon Meredith
    Gwynne Howells Parry Pritchard Probert Kowalski Nowak Wisniewski Wojcik Kaminski Lewandowski Zielinski
    Szymanski Mazur Krawczyk Popescu Ionescu Radu Stan Dumitru Marin Petrov Ivanov Georgiev Dimitrov Kovacs
    Nagy Szabo Horvath Novak Svoboda Jankauskas Kazlauskas Ozols Berzins Tamm Yilmaz Demir Kaya Aydin
    Papadopoulos Georgiou Christodoulou Ioannou Rossi Bianchi Romano Esposito Moretti Silva Santos Ferreira
    Costa Garcia Lopez Fernandez Moreno Dubois Lefevre Moreau Schmidt Weber Becker Hoffmann Jansen Bakker
    Larsen Hansen Lindqvist Nilsson Virtanen Chen Wong Chan Cheung Lam Liu Zhang Wu Nguyen Tran Pham Kim
    Park Tanaka Sato Reyes Cruz Bautista Tahir Haddad Nasser Rezaei Karimi Levy Friedman Katz Whitlock
    Bright Hargreaves Sutcliffe Ackroyd Greenwood Barraclough Hirst Illingworth Ramsden Thackray Crossley
    Holroyd Murgatroyd Dobson Lister Horsfall Feather Naylor Ibbotson Oldroyd Birtwhistle Clegg Ogden
    Entwistle Ramsbottom Shuttleworth Braithwaite Tyldesley Heyes Penrose Trelawney Tregenza Polglase
    Nancarrow Fairweather Gooding Cattermole Thirkettle Wymark Ambler Fenwick Charlton Robson Milburn Ridley
    Dodds Elliot Storey Tulloch
    """.split()
)


def given_name(draw: Draw) -> str:
    """Return a given name, common ones more often."""
    return GIVEN[int(len(GIVEN) * draw() ** 1.3)]


def family_name(draw: Draw) -> str:
    """Return a family name: mostly of the list, one in nine made from letter patterns."""
    share = draw()
    if share < 0.89:
        return FAMILY[int(len(FAMILY) * (share / 0.89) ** 1.35)]
    return family_word(int(draw() * 40_000))


def person(draw: Draw) -> tuple[str, str]:
    """Return given and family name; one family name in sixty is double-barrelled."""
    given = given_name(draw)
    family = family_name(draw)
    if draw() < 0.016:
        other = family_name(draw)
        if other != family:
            family = f"{family}-{other}"
    return given, family
