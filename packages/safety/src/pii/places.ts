import { trigger } from '../prefilter/triggers.ts'
import { countryNames } from './countries.ts'
import type { Recognizer } from './recognizer.ts'

/** States of the USA and large cities, a comma between; names that are words first are left out. */
const NAMES =
  'Europe,Africa,Asia,' +
  'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming,' +
  'Aachen,Aarhus,Abu Dhabi,Accra,Addis Ababa,Adelaide,Aleppo,Alexandria,Algiers,Amman,Amsterdam,Anchorage,Ankara,Antwerp,Arnhem,Athens,Atlanta,Auckland,Austin,Baghdad,Baku,Baltimore,Bangalore,Bangkok,Barcelona,Bari,Basel,Beijing,Beirut,Belfast,Belgrade,Bergen,Berlin,Bern,Bilbao,Birmingham,Bogotá,Bologna,Bonn,Bordeaux,Boston,Boulder,Braga,Brasília,Bratislava,Breda,Bremen,Brisbane,Bristol,Brno,Brooklyn,Brussels,Bucharest,Budapest,Buenos Aires,Buffalo,Bursa,Busan,Cairo,Calgary,Cambridge,Canberra,Cape Town,Caracas,Cardiff,Casablanca,Charlotte,Chennai,Chicago,Christchurch,Cincinnati,Cleveland,Cologne,Colombo,Columbus,Copenhagen,Cork,Dakar,Dallas,Damascus,Darwin,Delhi,Denver,Detroit,Dhaka,Doha,Dortmund,Dresden,Dubai,Dublin,Duluth,Dunedin,Durban,Düsseldorf,Edinburgh,Edmonton,Eindhoven,Essen,Florence,Fort Worth,Frankfurt,Freiburg,Gdańsk,Gdynia,Geneva,Genoa,Ghent,Gijón,Glasgow,Gothenburg,Graz,Grenoble,Groningen,Guadalajara,Hamburg,Hanoi,Hanover,Harare,Havana,Helsinki,Hiroshima,Ho Chi Minh City,Hobart,Honolulu,Houston,Hyderabad,Indianapolis,Innsbruck,Istanbul,İzmir,Jakarta,Jeddah,Jerusalem,Johannesburg,Kabul,Kampala,Karachi,Kassel,Kathmandu,Khartoum,Kiel,Kigali,Kinshasa,Kolkata,Kraków,Kuala Lumpur,Kyiv,Kyoto,Lagos,Lahore,Las Vegas,Lausanne,Leeds,Leiden,Leipzig,Lille,Lima,Limerick,Lisbon,Liverpool,Ljubljana,London,Los Angeles,Louisville,Luanda,Lucerne,Lusaka,Lyon,Madrid,Malmö,Manchester,Manila,Mannheim,Marrakesh,Marseille,Medellín,Melbourne,Memphis,Mexico City,Miami,Milan,Milwaukee,Minneapolis,Minsk,Mombasa,Montevideo,Montpellier,Montreal,Moscow,Mumbai,Munich,Murcia,Málaga,Münster,Nairobi,Nantes,Naples,Nashville,New Delhi,New Orleans,Newcastle,Nice,Nottingham,Nuremberg,Oakland,Odense,Odesa,Omaha,Orlando,Osaka,Oslo,Ottawa,Oxford,Palermo,Paris,Parma,Perth,Philadelphia,Phoenix,Pittsburgh,Porto,Portland,Potsdam,Poznań,Prague,Pretoria,Pune,Quebec,Quito,Raleigh,Regensburg,Reykjavik,Riga,Rio de Janeiro,Riyadh,Rome,Rotterdam,Sacramento,Salt Lake City,Salzburg,San Antonio,San Diego,San Francisco,San Jose,Santiago,Santo Domingo,São Paulo,Sapporo,Sarajevo,Savannah,Seattle,Seoul,Seville,Shanghai,Sheffield,Shenzhen,Skopje,Sofia,Southampton,Split,Spokane,St. Louis,Stavanger,Stockholm,Strasbourg,Stuttgart,Surabaya,Swindon,Sydney,Tacoma,Taipei,Tallinn,Tampa,Tampere,Tashkent,Tbilisi,Tehran,Tel Aviv,The Hague,Thessaloniki,Tirana,Tokyo,Toronto,Toulouse,Trieste,Trondheim,Tucson,Tulsa,Tunis,Turin,Turku,Ulm,Uppsala,Utrecht,Valencia,Valletta,Vancouver,Venice,Verona,Vienna,Vilnius,Warsaw,Wellington,Winnipeg,Wrocław,Yerevan,Yokohama,Zagreb,Zaragoza,Zurich,Zürich,Albuquerque,Bellevue,Bengaluru,Boise,Coimbatore,Des Moines,El Paso,Fresno,Kochi,Lucknow,Mysuru,Nagpur,Jaipur,Ahmedabad,Indore,Bhopal,Patna,Kanpur,Visakhapatnam,Göteborg,Göttingen,København,Roskilde,Aalborg,Esbjerg,Malaga,Sevilla,Granada,Alicante,Cádiz,Córdoba,Salamanca,Santander,Vigo,Oviedo,Torino,Roma,Milano,Napoli,Firenze,Venezia,Genova,Padova,Catania,Messina,Cagliari,Modena,Perugia,Bergamo,Brescia,Livorno,München,Köln,Nürnberg,Hannover,Braunschweig,Augsburg,Wiesbaden,Mainz,Karlsruhe,Heidelberg,Darmstadt,Rostock,Schwerin,Erfurt,Weimar,Jena,Chemnitz,Magdeburg,Lübeck,Flensburg,Oldenburg,Osnabrück,Bielefeld,Paderborn,Bochum,Wuppertal,Duisburg,Koblenz,Saarbrücken,Konstanz,Wien,Linz,Klagenfurt,Bregenz,Genève,Winterthur,St. Gallen,Lugano,Bruxelles,Antwerpen,Gent,Brugge,Leuven,Namur,Liège,Den Haag,Haarlem,Tilburg,Nijmegen,Maastricht,Delft,Zwolle,Enschede,Apeldoorn,Amersfoort,Warszawa,Łódź,Lublin,Katowice,Szczecin,Bydgoszcz,Toruń,Rzeszów,Białystok,Sopot,Praha,Ostrava,Plzeň,Olomouc,Košice,Lisboa,Coimbra,Aveiro,Évora,Funchal,Belo Horizonte,Fortaleza,Recife,Curitiba,Manaus,Belém,Goiânia,Campinas,Florianópolis,Vitória,Rennes,Brest,Rouen,Le Havre,Reims,Dijon,Besançon,Metz,Mulhouse,Colmar,Annecy,Toulon,Nîmes,Perpignan,Limoges,Poitiers,Angers,Le Mans,Orléans,Caen,Amiens,Saint-Étienne,Clermont-Ferrand,Aix-en-Provence,Brighton,Coventry,Exeter,Gloucester,Inverness,Aberdeen,Dundee,Leicester,Norwich,Plymouth,Portsmouth,Swansea,Sunderland,Wolverhampton,Worcester,Derry,Galway,Waterford,Västerås,Örebro,Linköping,Umeå,Luleå,Helsingborg,Jönköping,Tromsø,Espoo,Oulu,Jyväskylä,Fremantle,Geelong,Ballarat,Townsville,Cairns,Gold Coast,Newark,Jersey City,Yonkers,Rochester,Syracuse,Akron,Toledo,Dayton,Grand Rapids,Ann Arbor,Lansing,Green Bay,Fargo,Sioux Falls,Lubbock,Amarillo,Corpus Christi,Baton Rouge,Little Rock,Chattanooga,Knoxville,Tallahassee,Fort Lauderdale,St. Petersburg,Chapel Hill,Greensboro,Santa Fe,Santa Monica,Santa Barbara,Long Beach,San Mateo,Palo Alto,Berkeley,Bakersfield,Eugene,Scottsdale,Tempe,Colorado Springs,Fort Collins,Abuja,Ibadan,Kumasi,Bloemfontein,Windhoek,Gaborone,Monterrey,Puebla,Tijuana,Cancún,Cusco,Cartagena,Valparaíso,Asunción,Guayaquil,Saskatoon,Halifax,Kelowna,Chiang Mai,Da Nang,Cebu,Davao,Penang,Medan,Bandung,Nagoya,Fukuoka,Kobe,Sendai,Daegu,Incheon,Guangzhou,Chengdu,Wuhan,Nanjing,Hangzhou,Tianjin,' +
  "Pécs,Szeged,Debrecen,Miskolc,Győr,Iași,Cluj-Napoca,Timișoara,Constanța,Craiova,Brașov,Galați,Ploiești,Oradea,Sibiu,Nitra,Prešov,Žilina,Trnava,Kladno,Liberec,Pardubice,Hradec Králové,Zlín,Maribor,Celje,Kranj,Koper,Zadar,Rijeka,Osijek,Dubrovnik,Karlovac,Novi Sad,Niš,Podgorica,Pristina,Varna,Plovdiv,Burgas,Jelgava,Daugavpils,Liepāja,Kaunas,Klaipėda,Tartu,Narva,Växjö,Borås,Norrköping,Gävle,Karlstad,Kalmar,Sundsvall,Halmstad,Drammen,Bodø,Fredrikstad,Kristiansand,Sandnes,Ribe,Randers,Kolding,Horsens,Herning,Viborg,Helsingør,Kuopio,Vaasa,Lahti,Pori,Joensuu,Vantaa,Rovaniemi,Kielce,Zielona Góra,Gliwice,Zabrze,Olsztyn,Opole,Radom,Tychy,Elbląg,Częstochowa,Zaandam,Roermond,Dordrecht,Venlo,Alkmaar,Hilversum,Almere,Lelystad,Den Bosch,Leeuwarden,Mechelen,Kortrijk,Charleroi,Ostend,Treviso,Lecce,Foggia,Taranto,Ancona,Pescara,Pisa,Siena,Rimini,Ravenna,Ferrara,Piacenza,Cremona,Vicenza,Trento,Bolzano,Udine,Novara,Salerno,Sassari,Siracusa,Getafe,Valladolid,Burgos,Badajoz,Cáceres,Huelva,Jaén,Almería,Tarragona,Girona,Lleida,Castellón,Albacete,Logroño,Pamplona,San Sebastián,Jerez de la Frontera,Palma,Las Palmas,Mérida,Toluca,Querétaro,Veracruz,Oaxaca,Acapulco,Chihuahua,Hermosillo,Saltillo,Culiacán,Osasco,Juiz de Fora,Guarulhos,São Gonçalo,Niterói,Londrina,Joinville,Uberlândia,Ribeirão Preto,Sorocaba,Maceió,Teresina,João Pessoa,Cuiabá,Campo Grande,Porto Alegre,Konya,Antalya,Adana,Gaziantep,Mersin,Kayseri,Eskişehir,Trabzon,Samsun,İstanbul,Enugu,Kano,Kaduna,Benin City,Onitsha,Bendigo,Wagga Wagga,Cobar,Toowoomba,Launceston,Wollongong,Rockhampton,Dubbo,Tamworth,Thane,Vadodara,Rajkot,Nashik,Madurai,Guwahati,Bhubaneswar,Chandigarh,Amritsar,Varanasi,Agra,Mangalore,Trivandrum,Kazan,Samara,Omsk,Ufa,Volgograd,Krasnodar,Voronezh,Saratov,Yekaterinburg,Novosibirsk,Saint Petersburg,Vladivostok,Xiamen,Suzhou,Qingdao,Dalian,Harbin,Shenyang,Chongqing,Dongguan,Foshan,Ningbo,Kunming,Xi'an,Nara,Niigata,Kumamoto,Okayama,Kagoshima,Kanazawa,Kawasaki,Jeju,Ulsan,Daejeon,Gwangju,Suwon,Sharjah,Ajman,Mecca,Medina,Dammam,Haifa,Beersheba,Basra,Mosul,Isfahan,Shiraz,Tabriz,Mashhad,Bekasi,Semarang,Makassar,Palembang,Yogyakarta,Denpasar,Huế,Hải Phòng,Cần Thơ,Đà Nẵng,Hà Nội,Asmara,Grozny,Villeurbanne,Créteil,Saint-Denis,La Rochelle,Quimper,Vannes,Calais,Avignon,Cannes,Antibes,Görlitz,Bad Homburg,Würzburg,Bamberg,Bayreuth,Passau,Trier,Gießen,Marburg,Fulda,Kaiserslautern,Ludwigshafen,Heilbronn,Pforzheim,Reutlingen,Tübingen,Ingolstadt,Gelsenkirchen,Oberhausen,Krefeld,Mönchengladbach,Solingen,Leverkusen,Cottbus,Zwickau,Gera,Dessau,Wolfsburg,Hildesheim,Wilhelmshaven,Bremerhaven,Villach,Steyr,Dornbirn,York,Great Yarmouth,Stoke-on-Trent,Ashford,Luton,Ipswich,Colchester,Blackpool,Bournemouth,Cheltenham,Canterbury,Peterborough,Northampton,Middlesbrough,Huddersfield,Stockport,Bedford,Cedar Rapids,Tinley Park,Gulfport,San Angelo,Fairfax,West Fargo,Sioux City,Fort Wayne,South Bend,Evansville,Kalamazoo,Saginaw,Peoria,Rockford,Topeka,Wichita,Shreveport,Huntsville,Pensacola,Gainesville,Jacksonville,Fayetteville,Asheville,Wilmington,Roanoke,Allentown,Erie,Scranton,Trenton,Hoboken,Utica,Hartford,New Haven,Stamford,Springfield,Santa Cruz,Santa Rosa,San Bernardino,Modesto,Anaheim,Irvine,Glendale,Pasadena,Chula Vista,Lakewood,Pueblo,Cheyenne,Billings,Missoula,Bozeman,Moose Jaw,Mississauga,Brampton,Burnaby,Gatineau,Laval,Sherbrooke,Moncton,Fredericton"

/** The first looks are at ASCII: they spare most places the dear ones at letters of all scripts. */
const WORD = /(?=[A-Z\u{80}-\u{10ffff}])(?<![\w@./\\#-])(?<![\p{L}\p{N}_@./\\#-])\p{Lu}/gu
const MOST_WORDS = 7
/** The longest name in the list. */
const LONGEST = 44

let names: ReadonlySet<string> | undefined

/** All of them with the countries, made a set when one is looked up. */
export function placeNames(): ReadonlySet<string> {
  return (names ??= new Set([...countryNames(), ...NAMES.split(',')]))
}

let firstWords: ReadonlySet<string> | undefined

/** Most words with a capital begin none of the names, which one look tells. */
function openingWords(): ReadonlySet<string> {
  return (firstWords ??= new Set(
    Array.from(placeNames(), (name) => /^[^ -]+/.exec(name)?.[0].replace(/\.$/, '') ?? ''),
  ))
}

/** Countries and cities by name; streets are a grammar of their own. */
export const places: Recognizer = {
  types: ['LOCATION'],
  optIn: true,
  triggers: trigger.upper | trigger.nonAscii,
  find({ text, emit }) {
    const known = placeNames()
    let covered = 0
    for (const { index } of text.matchAll(WORD)) {
      const end = placeEnd(text, index, known)
      if (end <= covered) continue
      covered = end
      emit({ type: 'LOCATION', start: index, end, score: 0.5, rule: 'place' })
    }
  },
  hold(text) {
    const tail = text.slice(-LONGEST - 1)
    const at = tail.search(/(?<![\p{L}\p{N}_@./\\#-])\p{Lu}[\p{L}.& -]*$/u)
    return at < 0 ? text.length : text.length - tail.length + at
  },
}

/** The end of the longest name that begins here, or 0. */
function placeEnd(text: string, start: number, known: ReadonlySet<string>): number {
  let found = 0
  let end = start
  for (let count = 0; count < MOST_WORDS && end - start <= LONGEST; count++) {
    while (end < text.length && /[\p{L}.&]/u.test(text[end] ?? '')) end++
    const close = text[end - 1] === '.' ? end - 1 : end
    if (count === 0 && !openingWords().has(text.slice(start, close))) return 0
    const isName = known.has(text.slice(start, close)) || isCityOf(text.slice(start, close), known)
    if (isName && !/[\p{N}_@]/u.test(text[end] ?? ' ')) found = close
    if (text[end] !== ' ' && text[end] !== '-') break
    end++
  }
  return found
}

function isCityOf(name: string, known: ReadonlySet<string>): boolean {
  return name.endsWith(' City') && known.has(name.slice(0, -5))
}
