#!/usr/bin/env node
// Stand-in for fpm, which electron-builder would download: makes a .deb with Debian's own dpkg-deb. Understands the
// arguments that electron-builder 26 passes for a deb; anything else goes to the real fpm on a normal machine.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const { options, sources } = readArguments(process.argv.slice(2));
if (options.s !== 'dir' || options.t !== 'deb')
  throw new Error(`Only "-s dir -t deb", not ${options.s} -> ${options.t}`);
const work = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-deb-'));
try {
  const tree = path.join(work, 'tree');
  placeSources(tree);
  const files = [...normalisedFiles(tree)];
  writeControl(tree, files);
  // gz is what tests ask for: there time counts, not size.
  const compression = options['deb-compression'] === 'gz' ? ['-Zgzip', '-z1'] : ['-Zxz'];
  const words = ['--root-owner-group', ...compression, '--build', tree, options.package];
  execFileSync('dpkg-deb', words, { stdio: ['ignore', 'ignore', 'inherit'] });
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Splits fpm's words into options (repeatable ones as lists) and `source=target` pairs. */
function readArguments(words) {
  const options = { d: [], 'deb-recommends': [] };
  const sources = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '--force' || word === '--debug') continue;
    if (!word.startsWith('-')) {
      const split = word.lastIndexOf('=');
      sources.push({ from: word.slice(0, split), to: word.slice(split + 1) });
      continue;
    }
    const name = word.replace(/^-+/, '');
    const value = words[++at];
    if (Array.isArray(options[name])) options[name].push(value);
    else options[name] = value;
  }
  return { options, sources };
}

function placeSources(tree) {
  for (const { from, to } of sources) {
    const target = path.join(tree, to);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
}

/** Yields every plain file in a fixed order, with the modes of Debian policy: 755 for what runs, else 644. */
function* normalisedFiles(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* normalisedFiles(place);
    else if (entry.isFile()) {
      chmodSync(place, statSync(place).mode & 0o111 ? 0o755 : 0o644);
      yield place;
    }
  }
}

function writeControl(tree, files) {
  const folder = path.join(tree, 'DEBIAN');
  mkdirSync(folder, { mode: 0o755 });
  const [synopsis = options.name, ...details] = (options.description ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const fields = {
    Package: options.name,
    Version: options.version,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': Math.ceil(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024),
    Depends: options.d.join(', '),
    Recommends: options['deb-recommends'].join(', '),
    Section: options.category ?? 'misc',
    Priority: options['deb-priority'] ?? 'optional',
    Homepage: options.url,
    Description: [synopsis, ...details].join('\n '),
  };
  const control = Object.entries(fields).filter(([, value]) => value);
  writeFileSync(path.join(folder, 'control'), `${control.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`);
  const sums = files.map((file) => `${md5(file)}  ${path.relative(tree, file)}\n`);
  writeFileSync(path.join(folder, 'md5sums'), sums.join(''));
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ])
    if (options[option]) writeFileSync(path.join(folder, name), readFileSync(options[option]), { mode: 0o755 });
}

function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}
