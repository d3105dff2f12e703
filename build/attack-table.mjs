// `npm run attacks`: makes the attack corpus of test/attacks and the genuine files beside it, judges them by our validator
// and by poppler's pdfsig and prints one line per class. Ends with `N passed, N failed`: a failure is an attack that we do
// not flag or a genuine file that we do not call valid.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runnerImport } from 'vite';
import { inRoot } from './repository.mjs';

const load = async (file) =>
  (await runnerImport(inRoot(file), { configFile: false, root: inRoot('.'), logLevel: 'error' })).module;

const { attackClasses, flagOf, judgeFile } = await load('test/attacks/corpus.ts');
const { makeBases } = await load('test/attacks/craft.ts');
const { genuine } = await load('test/attacks/genuine.ts');
const pdfsigVersion = versionOfPdfsig();
if (pdfsigVersion === null) console.warn('attacks: SKIPPED LOUDLY, pdfsig is not installed; its column stays empty.');

const bases = await makeBases();
const work = mkdtempSync(path.join(tmpdir(), 'aktentasche-attacks-'));
let failed = 0;
let passed = 0;
try {
  console.log(
    `| class | variants | flagged by ours | pdfsig ${pdfsigVersion ?? '(absent)'}: "Signature is Valid" | of these "Total document signed" |`,
  );
  console.log('|---|---|---|---|---|');
  const sum = { variants: 0, flagged: 0, fooled: 0, total: 0 };
  for (const { name, attacks } of attackClasses) {
    const row = { variants: attacks.length, flagged: 0, fooled: 0, total: 0 };
    for (const attack of attacks) {
      const file = attack.make(bases);
      const isFlagged = flagOf(attack, judgeFile(file)) !== null;
      if (!isFlagged) console.warn(`NOT FLAGGED: ${name}, ${attack.name}`);
      count(isFlagged);
      row.flagged += Number(isFlagged);
      addTheirs(row, file, attack.field);
    }
    print(name, row);
    for (const key of Object.keys(sum)) sum[key] += row[key];
  }
  print('**all attacks**', sum);
  const row = { variants: genuine.length, flagged: 0, fooled: 0, total: 0 };
  for (const { name, make } of genuine) {
    const file = await make(bases);
    const result = judgeFile(file);
    const isGood = result.verdict === 'valid' && result.warnings.length === 0;
    if (!isGood) console.warn(`FALSE ALARM: ${name}`);
    count(isGood);
    row.flagged += Number(!isGood);
    addTheirs(row, file);
  }
  print('genuine files', row);
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function count(isGood) {
  if (isGood) passed++;
  else failed++;
}

function print(name, { variants, flagged, fooled, total }) {
  const theirs = pdfsigVersion === null ? ' | ' : `${fooled} | ${total}`;
  console.log(`| ${name} | ${variants} | ${flagged} | ${theirs} |`);
}

/** What pdfsig says of the attacked signature, or for genuine files of the first; certificates are not its question here. */
function addTheirs(row, file, field = 'Signature1|Hand40') {
  if (pdfsigVersion === null) return;
  const at = path.join(work, 'file.pdf');
  writeFileSync(at, file);
  const { stdout = '' } = spawnSync('pdfsig', ['-nocert', at], { encoding: 'latin1', timeout: 20_000 });
  const blocks = stdout.split(/^Signature #/m).slice(1);
  const isAttacked = new RegExp(`Field Name: (${field})\n`);
  const attacked = blocks.find((block) => isAttacked.test(block)) ?? blocks[0] ?? '';
  if (!attacked.includes('Signature is Valid')) return;
  row.fooled++;
  if (attacked.includes('Total document signed')) row.total++;
}

function versionOfPdfsig() {
  try {
    const said = execFileSync('sh', ['-c', 'pdfsig -v 2>&1'], { encoding: 'utf8' });
    return /version (\S+)/.exec(said)?.[1] ?? null;
  } catch {
    return null;
  }
}
