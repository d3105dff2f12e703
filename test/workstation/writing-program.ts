import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A word processor that a test operates: it holds a lock file and saves as LibreOffice does, by another file that takes the name. */
export interface WritingProgram {
  /** For the policy of the workstation. */
  readonly program: { readonly path: string; readonly args: string[] };
  /** Where the drafts lie. */
  readonly folder: string;
  /** Types a paragraph and saves. */
  save(text: string): Promise<void>;
  close(): Promise<void>;
  /** Names of everything that lies in the folder now. */
  lies(): string[];
}

/** Lays the program into `folder`; needs Python, as LibreOffice brings it. */
export function layWritingProgram(folder: string): WritingProgram {
  const [file, orders, drafts] = ['schreiben', 'befehle', 'entwuerfe'].map((name) => path.join(folder, name));
  for (const one of [orders!, drafts!]) mkdirSync(one, { recursive: true, mode: 0o777 });
  // The app runs as somebody else than the test.
  for (const one of [folder, orders!, drafts!]) chmodSync(one, 0o777);
  if (process.getuid?.() === 0) chownSync(drafts!, 65534, 65534);
  writeFileSync(file!, script, { mode: 0o755 });
  const order = async (name: string, text: string) => {
    const place = path.join(orders!, name);
    writeFileSync(`${place}.neu`, text, { mode: 0o666 });
    renameSync(`${place}.neu`, place);
    for (const until = Date.now() + 20_000; existsSync(place); await sleep(50))
      if (Date.now() > until) throw new Error('the word processor does not answer');
  };
  return {
    program: { path: file!, args: [orders!] },
    folder: drafts!,
    save: (text) => order('speichern', text),
    close: () => order('ende', ''),
    lies: () =>
      readdirSync(drafts!, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
  };
}

const script = `#!/usr/bin/env python3
import os, sys, time, zipfile
orders, file = sys.argv[1], sys.argv[2]
folder, name = os.path.split(file)
lock = os.path.join(folder, '.~lock.' + name + '#')
open(lock, 'w').write('Erika Muster,amt')
parts = {}
with zipfile.ZipFile(file) as archive:
    for info in archive.infolist():
        parts[info.filename] = archive.read(info)
end = time.time() + 240
while time.time() < end:
    order = os.path.join(orders, 'speichern')
    if os.path.exists(order):
        text = open(order, encoding='utf-8').read()
        content = parts['content.xml'].decode()
        parts['content.xml'] = content.replace('</office:text>', '<text:p>' + text + '</text:p></office:text>').encode()
        temporary = os.path.join(folder, 'lu4711.tmp')
        with zipfile.ZipFile(temporary, 'w') as archive:
            for part, data in parts.items():
                archive.writestr(part, data, zipfile.ZIP_STORED if part == 'mimetype' else zipfile.ZIP_DEFLATED)
        os.rename(temporary, file)
        os.remove(order)
    order = os.path.join(orders, 'ende')
    if os.path.exists(order):
        os.remove(lock)
        os.remove(order)
        break
    time.sleep(0.05)
`;
