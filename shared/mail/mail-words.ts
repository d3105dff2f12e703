import { convert } from 'html-to-text';
import type { MailAttachment } from './mail.ts';

const mostText = 4_000_000;

/** An attachment as the file has it: named by its sender, or not at all. */
export interface RawAttachment {
  readonly filename: string | null;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** Plain text as it is; HTML without pictures and styles, links with where they lead. */
export function wordsOf({
  text,
  html,
}: {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}): string {
  const words = text === undefined || text.trim() === '' ? htmlWords(html ?? '') : text;
  return words
    .slice(0, mostText)
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

function htmlWords(html: string): string {
  return convert(html.slice(0, mostText), {
    wordwrap: false,
    limits: { maxDepth: 200, maxChildNodes: 20_000, ellipsis: ' […]' },
    selectors: [
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  });
}

/** Attachments with names that can be shown and saved, each once. */
export function nameAttachments(attachments: readonly RawAttachment[]): MailAttachment[] {
  const taken = new Set<string>();
  return attachments.map(({ filename, mimeType, bytes }, index) => {
    // Half of a character can be stored nowhere.
    const own = oneLine((filename ?? '').split(/[/\\]/).at(-1) ?? '')
      .slice(-150)
      .replace(/^\p{Surrogate}/u, '');
    const name = uniqueName(own === '' ? `${index + 1}.${endingOf(mimeType)}` : own, taken);
    taken.add(name.toLowerCase());
    return { name, bytes };
  });
}

/** `Plan.pdf`, `Plan (2).pdf`: two files of one e-mail never have the same name. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  const [, bare = name, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${bare} (${n})${ending}`;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
}

function endingOf(mimeType: string): string {
  if (mimeType === 'application/pdf') return 'pdf';
  if (mimeType === 'message/rfc822') return 'eml';
  return mimeType.startsWith('text/') ? 'txt' : 'bin';
}

/** One line without signs that hide or turn words around. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}
