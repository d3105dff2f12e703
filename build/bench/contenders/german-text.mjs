// German office text by rule, for the search benchmark: about 2,000 characters per document, always the same.

const heads =
  'Bau Straßen Grundstücks Genehmigungs Umwelt Naturschutz Brandschutz Wasser Abfall Gebühren Kosten Widerspruchs Anhörungs Verwaltungs Gemeinde Landes Bundes Kreis Stadt Bürger Jugend Sozial Gesundheits Schul Verkehrs Ordnungs Melde Pass Gewerbe Steuer Haushalts Personal Prüfungs Förder Antrags Bescheid Akten Dokumenten Datenschutz Sicherheits Zustellungs Fristen Nachbar Eigentümer Denkmal Gewässer Flächen Höhen Lärm Immissions Wohn Eltern Kinder Unterhalts Betreuungs Pflege Renten Miet Heiz Energie'.split(
    ' ',
  );
const tails =
  'Antrag Bescheid Verfahren Genehmigung Behörde Amt Ordnung Gesetz Plan Prüfung Stelle Fläche Maßnahme Gebühr Auflage Frist Nachweis Unterlage Gutachten Stellungnahme Verfügung Anlage Änderung Erlaubnis Bewilligung Förderung Aufsicht Auskunft Beschluss Satzung Vorschrift Zuständigkeit Überprüfung Anhörung Entscheidung Vollzug Übersicht Bestätigung Größe Äußerung Vermerk Kosten Geld Vorschuss Leistung Rechnung'.split(
    ' ',
  );
const endings = ['', '', 'en', 's', 'n', 'er'];
const syllables =
  'ab an auf be ber burg dorf eck feld ge hagen hal heim hof in kamp ker kirch ku lang le ler li lo mann mar me mer mil mo mün na neu nie ob ost pe ra rei ro rot sa schau schön se sie son stein ster tal te ti ul un ver wal wei wes win zel zu'.split(
    ' ',
  );
/** Words of form by their share of ordinary text, in percent. */
const form = Object.entries({
  der: 38,
  die: 36,
  und: 27,
  in: 18,
  den: 13,
  von: 11,
  zu: 11,
  das: 10,
  mit: 9,
  sich: 7,
  des: 9,
  auf: 8,
  für: 8,
  ist: 8,
  im: 8,
  dem: 8,
  nicht: 7,
  ein: 7,
  eine: 7,
  als: 6,
  auch: 5,
  es: 5,
  an: 5,
  werden: 5,
  aus: 4,
  er: 4,
  hat: 4,
  dass: 4,
  sie: 5,
  nach: 4,
  wird: 5,
  bei: 4,
  einer: 4,
  um: 3,
  am: 4,
  sind: 3,
  noch: 2,
  wie: 3,
  einem: 3,
  über: 3,
  einen: 3,
  so: 2,
  zum: 3,
  haben: 2,
  nur: 2,
  oder: 3,
  aber: 2,
  vor: 2,
  zur: 3,
  bis: 2,
  mehr: 1,
  durch: 3,
  man: 1,
  sein: 1,
  wurde: 2,
  wenn: 2,
  kann: 2,
  ihre: 1,
  soll: 1,
  kein: 1,
  unter: 1,
  wir: 1,
  ihrer: 1,
  hatte: 1,
  gegen: 1,
  vom: 2,
  können: 1,
  diese: 1,
  dieser: 1,
  ohne: 1,
});

/** Numbers from 0 to below 1, always the same for a seed. */
export function seededRandom(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Words by rank: 250,000 of two and three parts and made-up names. As in German text the frequency falls with the rank, and
 * faster beyond the 6,000 commonest (Gerlach and Altmann 2013): the exponents are 1 and 1.5.
 */
function vocabulary() {
  const random = seededRandom(99);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = new Set(tails);
  for (const head of heads) for (const tail of tails) words.add(head + tail.toLowerCase());
  // Verbs, adjectives and simple nouns: short, and more common than compounds.
  while (words.size < 9_000) words.add(pick(syllables) + pick(syllables) + pick(endings));
  const simple = [...words].sort(() => random() - 0.5);
  const rest = new Set();
  while (rest.size < 250_000) {
    const kind = random();
    if (kind < 0.5) rest.add(pick(heads) + pick(heads).toLowerCase() + pick(tails).toLowerCase() + pick(endings));
    else {
      const name = pick(syllables) + pick(syllables) + (random() < 0.6 ? pick(syllables) : '') + pick(endings);
      const capital = name.charAt(0).toUpperCase() + name.slice(1);
      rest.add(kind < 0.7 ? capital + pick(tails).toLowerCase() : kind < 0.85 ? capital : name);
    }
  }
  return [...simple, ...rest];
}

const frequencyOf = (rank) => (rank < 6_000 ? 1 / (rank + 3) : 1 / 6_003 / ((rank + 3) / 6_003) ** 1.5);

/** Makes documents one after the other: `next()` answers `{ id, akte, text }`. */
export function germanTexts({ seed = 5, characters = 2_000 } = {}) {
  const random = seededRandom(seed);
  const words = vocabulary();
  const sums = new Float64Array(words.length);
  let sum = 0;
  for (let rank = 0; rank < words.length; rank++) {
    sum += frequencyOf(rank);
    sums[rank] = sum;
  }
  const formSums = [];
  let formSum = 0;
  for (const [, share] of form) {
    formSum += share;
    formSums.push(formSum);
  }
  const word = () => words[firstAbove(sums, random() * sum)];
  let number = 0;
  return {
    next() {
      const parts = [];
      let length = 0;
      // What a document is about comes up again and again.
      const topic = Array.from({ length: 8 }, word);
      while (length < characters) {
        const kind = random();
        const part =
          kind < 0.46
            ? form[firstAbove(formSums, random() * formSum)][0]
            : kind < 0.56
              ? topic[Math.floor(random() * topic.length)]
              : kind < 0.97
                ? word()
                : kind < 0.985
                  ? `${Math.floor(random() * 28) + 1}.${Math.floor(random() * 12) + 1}.${2015 + Math.floor(random() * 12)}`
                  : `§ ${Math.floor(random() * 300) + 1}`;
        parts.push(part);
        length += part.length + 1;
      }
      const hex = () =>
        Math.floor(random() * 2 ** 32)
          .toString(16)
          .padStart(8, '0');
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      const id = `version:${a}-${b.slice(0, 4)}-4${b.slice(5)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
      return { id, akte: `akte-${Math.floor(number++ / 12)}`, text: parts.join(' ') };
    },
  };
}

function firstAbove(sums, value) {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
