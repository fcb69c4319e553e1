"""The words that the corpus is made of; names are invented."""


def _split(text: str) -> tuple[str, ...]:
    """The words of a text, for lists too long for quotes and commas."""
    return tuple(text.split())


WORDS = _split(
    """
the of to and in a that for is was with on as by at from it an be are this which or has had its were not have but
they he she their will would been more than also who about after into other when some could over new time two first
people year government report company state city council officials minister public week according market court plan
data law bank water energy power health school police party election vote budget deal talks agreement border trade
price rate growth industry worker union strike service hospital patient research study university scientist climate
weather storm flood drought fire forest river coast island port ship road rail bridge train airport flight network
system software security breach attack court judge ruling appeal charge trial evidence witness inquiry commission
committee parliament senate president leader opposition coalition reform tax pension spending debt loan fund
investor share stock bond currency export import tariff sanction supply demand factory plant mine oil gas wind
solar nuclear reactor grid battery vehicle electric housing rent home builder land farm crop harvest food aid
refugee migrant camp visa army soldier troop missile ceasefire peace treaty summit envoy ambassador embassy
spokesperson statement document letter source interview survey poll figure percent million billion number rise fall
increase decline drop gain loss record average month quarter decade day night morning region province district
county capital village town neighbour resident family child parent teacher student doctor nurse vaccine virus
disease outbreak test trial drug treatment safety risk warning emergency response rescue crew team official local
national federal regional international foreign domestic early late final initial major minor key recent former
current senior independent joint temporary permanent legal political economic social financial medical technical
environmental said told announced confirmed denied reported expected planned agreed rejected approved delayed
suspended launched opened closed expanded reduced raised lowered signed published released reviewed investigated
warned called urged promised offered sought won lost began ended continued remained returned moved followed showed
found included added made took gave put set kept held met ran led grew fell rose cut spent paid because before
during while although since until against between under within without across around near despite however meanwhile
earlier later still already yet only just even most many several few both each every another same such own around
likely possible clear unclear full partial large small high low long short strong weak
"""
)

STARTS = _split(
    """
The A An In On After According Despite Under Officials Residents Analysts Ministers Documents Under Investigators
Several Three Two Earlier Meanwhile While Since Researchers Negotiators Campaigners Engineers
"""
)
ADJECTIVES = _split(
    """
Coastal Urban Rural Federal Regional Digital Nuclear Solar Public Private Northern Southern Eastern Western Central
Maritime Alpine Arctic Tropical Industrial Financial Medical Electoral Judicial Migrant Student Veteran Housing
Transport Aviation Railway Energy Water Forest Climate Border Trade Labour Pension Customs Banking Defence Cyber
Space Media Cultural Heritage Sports Food Farm Mining
"""
)
NOUNS = _split(
    """
Policy Reform Budget Inquiry Crisis Summit Treaty Strike Election Outbreak Safety Security Investment Regulation
Dispute Merger Recovery Shortage Expansion Programme Research Rights Violence Corruption Funding Planning Standards
Prices Exports Protests Negotiations Sanctions Litigation Oversight Emergency Privacy Access Quality Capacity
Transition Cooperation Census
"""
)
SYLLABLES = _split(
    """
ka lo mir ben tor val ese rin dou sha pel nor wick ham burg stad ville mon san ter ora lis gan dar bru
"""
)
FIRST_NAMES = _split(
    """
Anna Boris Carla Dmitri Elena Farid Grace Hugo Ines Jonas Karim Lucia Marta Nils Olga Pavel Qadir Rosa Samir Tara
Ugo Vera Wanda Xavier Yusuf Zoe
"""
)
LAST_NAMES = _split(
    """
Almeida Becker Castro Duarte Eriksen Fontaine Garcia Haddad Ivanov Jensen Kowalski Lindgren Moreau Novak Okafor
Petrov Quist Rahman Santos Tanaka Ueda Vasquez Weber Xu Yilmaz Zhang
"""
)
ORGANISATIONS = _split(
    """
Ministry Agency Council Institute Authority Commission Federation Union Holdings Group Foundation Court Board
Alliance Network Observatory
"""
)
PUBLISHERS = (
    "Daily Courier",
    "Evening Ledger",
    "Public Broadcaster",
    "National Gazette",
    "Wire Service",
    "Business Post",
    "Morning Star Tribune",
    "Regional Herald",
    "Court Register",
    "Statistics Office",
    "Science Weekly",
    "Harbour Times",
)
