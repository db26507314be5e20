import { trigger } from '../prefilter/triggers.ts'
import type { Recognizer } from './recognizer.ts'

/** Countries, states of the USA and large cities, a comma between; names that are words first are left out. */
const NAMES =
  'Afghanistan,Albania,Algeria,Andorra,Angola,Argentina,Armenia,Australia,Austria,Azerbaijan,Bahamas,Bahrain,Bangladesh,Barbados,Belarus,Belgium,Belize,Benin,Bhutan,Bolivia,Bosnia,Botswana,Brazil,Brunei,Bulgaria,Burkina Faso,Burundi,Cambodia,Cameroon,Canada,Cape Verde,Chad,Chile,China,Colombia,Comoros,Congo,Costa Rica,Croatia,Cuba,Cyprus,Czech Republic,Czechia,Denmark,Djibouti,Dominica,Dominican Republic,Ecuador,Egypt,El Salvador,Eritrea,Estonia,Eswatini,Ethiopia,Fiji,Finland,France,Gabon,Gambia,Georgia,Germany,Ghana,Greece,Greenland,Grenada,Guatemala,Guinea,Guyana,Haiti,Honduras,Hong Kong,Hungary,Iceland,India,Indonesia,Iran,Iraq,Ireland,Israel,Italy,Ivory Coast,Jamaica,Japan,Kazakhstan,Kenya,Kosovo,Kuwait,Kyrgyzstan,Laos,Latvia,Lebanon,Lesotho,Liberia,Libya,Liechtenstein,Lithuania,Luxembourg,Madagascar,Malawi,Malaysia,Maldives,Mali,Malta,Mauritania,Mauritius,Mexico,Moldova,Monaco,Mongolia,Montenegro,Morocco,Mozambique,Myanmar,Namibia,Nepal,Netherlands,New Zealand,Nicaragua,Niger,Nigeria,North Korea,North Macedonia,Norway,Oman,Pakistan,Palestine,Panama,Papua New Guinea,Paraguay,Peru,Philippines,Poland,Portugal,Puerto Rico,Qatar,Romania,Russia,Rwanda,Saudi Arabia,Scotland,Senegal,Serbia,Seychelles,Sierra Leone,Singapore,Slovakia,Slovenia,Somalia,South Africa,South Korea,Spain,Sri Lanka,Sudan,Suriname,Sweden,Switzerland,Syria,Taiwan,Tajikistan,Tanzania,Thailand,Togo,Tonga,Trinidad,Tunisia,Turkey,Turkmenistan,Uganda,Ukraine,United Arab Emirates,United Kingdom,United States,Uruguay,USA,UK,Uzbekistan,Vanuatu,Venezuela,Vietnam,Wales,England,Yemen,Zambia,Zimbabwe,Europe,Africa,Asia,' +
  'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming,' +
  'Aachen,Aarhus,Abu Dhabi,Accra,Addis Ababa,Adelaide,Aleppo,Alexandria,Algiers,Amman,Amsterdam,Anchorage,Ankara,Antwerp,Arnhem,Athens,Atlanta,Auckland,Austin,Baghdad,Baku,Baltimore,Bangalore,Bangkok,Barcelona,Bari,Basel,Beijing,Beirut,Belfast,Belgrade,Bergen,Berlin,Bern,Bilbao,Birmingham,Bogotá,Bologna,Bonn,Bordeaux,Boston,Boulder,Braga,Brasília,Bratislava,Breda,Bremen,Brisbane,Bristol,Brno,Brooklyn,Brussels,Bucharest,Budapest,Buenos Aires,Buffalo,Bursa,Busan,Cairo,Calgary,Cambridge,Canberra,Cape Town,Caracas,Cardiff,Casablanca,Charlotte,Chennai,Chicago,Christchurch,Cincinnati,Cleveland,Cologne,Colombo,Columbus,Copenhagen,Cork,Dakar,Dallas,Damascus,Darwin,Delhi,Denver,Detroit,Dhaka,Doha,Dortmund,Dresden,Dubai,Dublin,Duluth,Dunedin,Durban,Düsseldorf,Edinburgh,Edmonton,Eindhoven,Essen,Florence,Fort Worth,Frankfurt,Freiburg,Gdańsk,Gdynia,Geneva,Genoa,Ghent,Gijón,Glasgow,Gothenburg,Graz,Grenoble,Groningen,Guadalajara,Hamburg,Hanoi,Hanover,Harare,Havana,Helsinki,Hiroshima,Ho Chi Minh City,Hobart,Honolulu,Houston,Hyderabad,Indianapolis,Innsbruck,Istanbul,İzmir,Jakarta,Jeddah,Jerusalem,Johannesburg,Kabul,Kampala,Karachi,Kassel,Kathmandu,Khartoum,Kiel,Kigali,Kinshasa,Kolkata,Kraków,Kuala Lumpur,Kyiv,Kyoto,Lagos,Lahore,Las Vegas,Lausanne,Leeds,Leiden,Leipzig,Lille,Lima,Limerick,Lisbon,Liverpool,Ljubljana,London,Los Angeles,Louisville,Luanda,Lucerne,Lusaka,Lyon,Madrid,Malmö,Manchester,Manila,Mannheim,Marrakesh,Marseille,Medellín,Melbourne,Memphis,Mexico City,Miami,Milan,Milwaukee,Minneapolis,Minsk,Mombasa,Montevideo,Montpellier,Montreal,Moscow,Mumbai,Munich,Murcia,Málaga,Münster,Nairobi,Nantes,Naples,Nashville,New Delhi,New Orleans,Newcastle,Nice,Nottingham,Nuremberg,Oakland,Odense,Odesa,Omaha,Orlando,Osaka,Oslo,Ottawa,Oxford,Palermo,Paris,Parma,Perth,Philadelphia,Phoenix,Pittsburgh,Porto,Portland,Potsdam,Poznań,Prague,Pretoria,Pune,Quebec,Quito,Raleigh,Regensburg,Reykjavik,Riga,Rio de Janeiro,Riyadh,Rome,Rotterdam,Sacramento,Salt Lake City,Salzburg,San Antonio,San Diego,San Francisco,San Jose,Santiago,Santo Domingo,São Paulo,Sapporo,Sarajevo,Savannah,Seattle,Seoul,Seville,Shanghai,Sheffield,Shenzhen,Skopje,Sofia,Southampton,Split,Spokane,St. Louis,Stavanger,Stockholm,Strasbourg,Stuttgart,Surabaya,Swindon,Sydney,Tacoma,Taipei,Tallinn,Tampa,Tampere,Tashkent,Tbilisi,Tehran,Tel Aviv,The Hague,Thessaloniki,Tirana,Tokyo,Toronto,Toulouse,Trieste,Trondheim,Tucson,Tulsa,Tunis,Turin,Turku,Ulm,Uppsala,Utrecht,Valencia,Valletta,Vancouver,Venice,Verona,Vienna,Vilnius,Warsaw,Wellington,Winnipeg,Wrocław,Yerevan,Yokohama,Zagreb,Zaragoza,Zurich,Zürich,Albuquerque,Bellevue,Bengaluru,Boise,Coimbatore,Des Moines,El Paso,Fresno,Kochi,Lucknow,Mysuru,Nagpur,Jaipur,Ahmedabad,Indore,Bhopal,Patna,Kanpur,Visakhapatnam,Göteborg,Göttingen,København,Roskilde,Aalborg,Esbjerg,Malaga,Sevilla,Granada,Alicante,Cádiz,Córdoba,Salamanca,Santander,Vigo,Oviedo,Torino,Roma,Milano,Napoli,Firenze,Venezia,Genova,Padova,Catania,Messina,Cagliari,Modena,Perugia,Bergamo,Brescia,Livorno,München,Köln,Nürnberg,Hannover,Braunschweig,Augsburg,Wiesbaden,Mainz,Karlsruhe,Heidelberg,Darmstadt,Rostock,Schwerin,Erfurt,Weimar,Jena,Chemnitz,Magdeburg,Lübeck,Flensburg,Oldenburg,Osnabrück,Bielefeld,Paderborn,Bochum,Wuppertal,Duisburg,Koblenz,Saarbrücken,Konstanz,Wien,Linz,Klagenfurt,Bregenz,Genève,Winterthur,St. Gallen,Lugano,Bruxelles,Antwerpen,Gent,Brugge,Leuven,Namur,Liège,Den Haag,Haarlem,Tilburg,Nijmegen,Maastricht,Delft,Zwolle,Enschede,Apeldoorn,Amersfoort,Warszawa,Łódź,Lublin,Katowice,Szczecin,Bydgoszcz,Toruń,Rzeszów,Białystok,Sopot,Praha,Ostrava,Plzeň,Olomouc,Košice,Lisboa,Coimbra,Aveiro,Évora,Funchal,Belo Horizonte,Fortaleza,Recife,Curitiba,Manaus,Belém,Goiânia,Campinas,Florianópolis,Vitória,Rennes,Brest,Rouen,Le Havre,Reims,Dijon,Besançon,Metz,Mulhouse,Colmar,Annecy,Toulon,Nîmes,Perpignan,Limoges,Poitiers,Angers,Le Mans,Orléans,Caen,Amiens,Saint-Étienne,Clermont-Ferrand,Aix-en-Provence,Brighton,Coventry,Exeter,Gloucester,Inverness,Aberdeen,Dundee,Leicester,Norwich,Plymouth,Portsmouth,Swansea,Sunderland,Wolverhampton,Worcester,Derry,Galway,Waterford,Västerås,Örebro,Linköping,Umeå,Luleå,Helsingborg,Jönköping,Tromsø,Espoo,Oulu,Jyväskylä,Fremantle,Geelong,Ballarat,Townsville,Cairns,Gold Coast,Newark,Jersey City,Yonkers,Rochester,Syracuse,Akron,Toledo,Dayton,Grand Rapids,Ann Arbor,Lansing,Green Bay,Fargo,Sioux Falls,Lubbock,Amarillo,Corpus Christi,Baton Rouge,Little Rock,Chattanooga,Knoxville,Tallahassee,Fort Lauderdale,St. Petersburg,Chapel Hill,Greensboro,Santa Fe,Santa Monica,Santa Barbara,Long Beach,San Mateo,Palo Alto,Berkeley,Bakersfield,Eugene,Scottsdale,Tempe,Colorado Springs,Fort Collins,Abuja,Ibadan,Kumasi,Bloemfontein,Windhoek,Gaborone,Monterrey,Puebla,Tijuana,Cancún,Cusco,Cartagena,Valparaíso,Asunción,Guayaquil,Saskatoon,Halifax,Kelowna,Chiang Mai,Da Nang,Cebu,Davao,Penang,Medan,Bandung,Nagoya,Fukuoka,Kobe,Sendai,Daegu,Incheon,Guangzhou,Chengdu,Wuhan,Nanjing,Hangzhou,Tianjin'

const WORD = /(?<![\p{L}\p{N}_@./\\#-])\p{Lu}/gu
const MOST_WORDS = 4
/** The longest name in the list. */
const LONGEST = 20

/** Countries and cities by name; streets are a grammar of their own. */
export const places: Recognizer = createPlaces()

function createPlaces(): Recognizer {
  let names: ReadonlySet<string> | undefined
  return {
    types: ['LOCATION'],
    optIn: true,
    triggers: trigger.upper,
    find({ text, emit }) {
      const known = (names ??= new Set(NAMES.split(',')))
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
      const at = tail.search(/(?<![\p{L}\p{N}_@./\\#-])\p{Lu}[\p{L}. ]*$/u)
      return at < 0 ? text.length : text.length - tail.length + at
    },
  }
}

/** The end of the longest name that begins here, or 0. */
function placeEnd(text: string, start: number, known: ReadonlySet<string>): number {
  let found = 0
  let end = start
  for (let count = 0; count < MOST_WORDS && end - start <= LONGEST; count++) {
    while (end < text.length && /[\p{L}.]/u.test(text[end] ?? '')) end++
    const close = text[end - 1] === '.' ? end - 1 : end
    const isName = known.has(text.slice(start, close)) || isCityOf(text.slice(start, close), known)
    if (isName && !/[\p{N}_@]/u.test(text[end] ?? ' ')) found = close
    if (text[end] !== ' ') break
    end++
  }
  return found
}

function isCityOf(name: string, known: ReadonlySet<string>): boolean {
  return name.endsWith(' City') && known.has(name.slice(0, -5))
}
