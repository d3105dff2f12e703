import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';

const folders = ['pdf-ordinary', 'pdf-a', 'scans'];

/**
 * All PDFs of the corpus, and its images: as they are (`refusal` is the code they must get) and wrapped into a page of their
 * own size as scanners do, in `work`.
 */
export async function listFiles(corpus, work) {
  const files = [];
  for (const folder of folders) {
    for (const name of readdirSync(path.join(corpus, folder)).sort()) {
      const file = path.join(corpus, folder, name);
      if (name.endsWith('.pdf')) files.push({ name, file });
      if (!name.endsWith('.png')) continue;
      files.push({ name, file, refusal: 'pdf-no-header' });
      files.push({ name: `${name} in a PDF`, file: await wrap(file, path.join(work, 'wrapped')) });
    }
  }
  return files;
}

async function wrap(image, folder) {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const embedded = await pdf.embedPng(readFileSync(image));
  const page = pdf.addPage([embedded.width, embedded.height]);
  page.drawImage(embedded, { x: 0, y: 0, width: embedded.width, height: embedded.height });
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${path.basename(image)}.pdf`);
  writeFileSync(file, await pdf.save());
  return file;
}
