// The search benchmark in a worker of the app: first a process that builds and saves, then one that opens and searches.
import { germanTexts, seededRandom } from '../contenders/german-text.mjs';
import { minisearchSearch } from '../contenders/minisearch-search.mjs';
import { oursSearch } from '../contenders/ours-search.mjs';

const contenders = { ours: oursSearch, minisearch: minisearchSearch };
const BATCH = 512;
const QUERIES = 60;

self.onmessage = async ({ data: config }) => {
  try {
    for (const step of config.plan) postMessage({ ...step, ...(await steps[step.phase](step)) });
    postMessage({ done: true });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
};

const steps = { build, use };

async function build({ contender, count }) {
  const index = await contenders[contender]();
  const texts = germanTexts();
  let ms = 0;
  let textBytes = 0;
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, () => texts.next());
    for (const { text } of batch) textBytes += new TextEncoder().encode(text).length;
    const startedAt = performance.now();
    await index.put(batch);
    ms += performance.now() - startedAt;
  }
  await index.save();
  return { ms, textBytes, ...index.held() };
}

async function use({ contender, count }) {
  const texts = germanTexts();
  const samples = Array.from({ length: 400 }, () => texts.next().text);
  const before = await memory();
  const startedAt = performance.now();
  const index = await contenders[contender]();
  const ms = performance.now() - startedAt;
  const opened = (await memory()) - before;
  const { documents } = index.held();
  if (documents !== count) throw new Error(`${contender} holds ${documents} of ${count} documents`);
  const kinds = {};
  for (const [kind, queries] of Object.entries(makeQueries(samples))) {
    const times = [];
    for (const query of queries) {
      const found = await index.search(query, kind);
      if (found) times.push(found);
    }
    if (times.length === 0) continue;
    kinds[kind] = {
      ms: p95(times.map((one) => one.ms)),
      firstMs: p95(times.map((one) => one.firstMs)),
      none: times.filter(({ total }) => total === 0).length,
      total: times.reduce((sum, one) => sum + one.total, 0) / times.length,
    };
  }
  return { ms, opened, memory: (await memory()) - before, kinds };
}

/** Nobody asked before: every query is new to the index. */
function makeQueries(samples) {
  const random = seededRandom(11);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const times = (make) => Array.from({ length: QUERIES }, make);
  const longWord = () => {
    for (;;) {
      const word = pick(pick(samples).split(' '));
      if (/^\p{L}{6,}$/u.test(word)) return word;
    }
  };
  return {
    prefix: times(() => longWord().slice(0, 3 + Math.floor(random() * 4))),
    word: times(longWord),
    typo: times(() => {
      const word = longWord();
      const at = 1 + Math.floor(random() * (word.length - 2));
      const kind = random();
      if (kind < 0.4) return word.slice(0, at) + word.slice(at + 1);
      if (kind < 0.7) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
      return `${word.slice(0, at)}x${word.slice(at + 1)}`;
    }),
    infix: [
      ...'gutachten genehmigung bescheid prüfung gebühr vorschuss nachweis satzung förderung auskunft'.split(' '),
      ...'fläche maßnahme aufsicht behörde unterlage zuständigkeit anhörung beschluss leistung rechnung'.split(' '),
    ],
    phrase: times(() => {
      const words = pick(samples).split(' ');
      const at = Math.floor(random() * (words.length - 3));
      return `"${words.slice(at, at + 3).join(' ')}"`;
    }),
    two: times(() => `${longWord()} ${longWord().slice(0, 5)}`),
  };
}

/** Bytes of this process that are in memory, after the collector ran. */
async function memory() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await new Promise((done) => setTimeout(done, 1_000));
  }
  return (await (await fetch('app://aktentasche/memory')).json()).bytes;
}

function p95(values) {
  return values.sort((a, b) => a - b)[Math.floor((values.length - 1) * 0.95)];
}
