import type { ContainerVerdict } from '../../asic/validate-container.ts';
import { changeWords } from '../../texts/change-words.ts';
import { reasonWords } from '../../texts/reason-words.ts';
import { type Language, translate } from '../../texts/translate.ts';
import type { Paper } from '../compose/paper.ts';
import type { PdfVerdict, SignatureVerdict } from '../pdf-types.ts';
import type { DetachedVerdict } from '../validate/judge-detached.ts';

/** What a validation found, and the language it is told in; `beside`: the signatures of an envelope or beside the file. */
export type ToldVerdict = {
  readonly verdict: PdfVerdict;
  readonly beside: ContainerVerdict | null;
  readonly language: Language;
};

/** Writes the result, every signature with who, when and how far it holds, and the warnings. */
export function writeVerdict(paper: Paper, { verdict, beside, language }: ToldVerdict): void {
  const line = (words: string, gapPt = 3): void => paper.write({ tag: 'P', text: words, sizePt: 10, gapPt });
  const result = translate(language, `bericht.verdict.${worseOf(verdict.verdict, beside?.verdict ?? 'none')}`);
  paper.write({ tag: 'H2', text: result, sizePt: 13, gapPt: 14 });
  for (const [index, signature] of verdict.signatures.entries()) writeSignature(paper, signature, index + 1, language);
  for (const [index, signature] of beside?.signatures.entries() ?? []) {
    const names = signature.covers.join(', ');
    const covers =
      names === '' ? translate(language, 'beside.coversNothing') : translate(language, 'beside.covers', { names });
    const at = { n: verdict.signatures.length + index + 1, place: `${signature.format}, ${signature.file}` };
    writeResult(paper, signature, at, language);
    paper.write({ tag: 'P', text: covers, sizePt: 10, gapPt: 2 });
  }
  for (const { name } of beside?.files.filter(({ isCovered }) => !isCovered) ?? [])
    line(translate(language, 'beside.unsigned', { name }));
  if (verdict.warnings.length > 0) {
    const n = verdict.warnings.length;
    paper.write({ tag: 'H2', text: translate(language, 'dok.check.warnings', { n }), sizePt: 12, gapPt: 12 });
    for (const fact of verdict.warnings) line(`– ${changeWords(language, fact)}`);
  }
}

const ranks: readonly PdfVerdict['verdict'][] = ['none', 'valid', 'indeterminate', 'invalid'];

function worseOf(a: PdfVerdict['verdict'], b: PdfVerdict['verdict']): PdfVerdict['verdict'] {
  return ranks.indexOf(a) > ranks.indexOf(b) ? a : b;
}

function writeSignature(paper: Paper, signature: SignatureVerdict, n: number, language: Language): void {
  const place = translate(language, 'bericht.field', { field: signature.field });
  writeResult(paper, signature, { n, place }, language);
  const line = (words: string, indentPt = 0): void =>
    paper.write({ tag: 'P', text: words, sizePt: 10, gapPt: 2, indentPt });
  if (signature.certifies !== null) line(translate(language, `dok.check.certified.${signature.certifies}`));
  line(translate(language, signature.coversWholeFile ? 'dok.check.whole' : 'dok.check.earlier'));
  if (signature.changesAfter === 'none') return;
  line(translate(language, `dok.check.changes.${signature.changesAfter}`, { n: signature.changes.length }));
  for (const change of signature.changes) {
    const mark = change.isPermitted ? '' : ` (${translate(language, 'vergleich.forbidden')})`;
    line(`– ${changeWords(language, change)}${mark}`, 10);
  }
}

/** Who, when and how far it holds, wherever the signature lies. */
function writeResult(
  paper: Paper,
  signature: DetachedVerdict,
  { n, place }: { readonly n: number; readonly place: string },
  language: Language,
): void {
  const { verdict, reason, issuer, qualification, claimedTime, provenTime, level, revocation, revocationAsOf } =
    signature;
  const line = (words: string): void => paper.write({ tag: 'P', text: words, sizePt: 10, gapPt: 2 });
  const signer = signature.signer ?? translate(language, 'dok.check.unknownSigner');
  paper.write({
    tag: 'H2',
    text: translate(language, 'bericht.signature', { n: String(n), signer }),
    sizePt: 12,
    gapPt: 12,
  });
  line(translate(language, 'bericht.result', { value: translate(language, `dok.check.${verdict}`) }));
  if (issuer !== null) line(translate(language, 'bericht.issuer', { value: issuer }));
  if (reason !== null) line(reasonWords(language, reason));
  if (qualification !== 'unknown')
    line(translate(language, 'bericht.rank', { value: translate(language, `legal.rank.${qualification}`) }));
  line(translate(language, 'bericht.level', { level, place }));
  const time = (iso: string): string => tellTime(language, iso);
  if (claimedTime !== null) line(translate(language, 'bericht.claimed', { time: time(claimedTime) }));
  line(
    provenTime === null
      ? translate(language, 'bericht.unproven')
      : translate(language, 'bericht.proven', { time: time(provenTime) }),
  );
  if (revocation === 'unknown' || revocationAsOf === null) line(translate(language, 'bericht.revocation.unknown'));
  else line(translate(language, `dok.check.revocation.${revocation}`, { time: time(revocationAsOf) }));
}

/** A time in ISO 8601 in the words and the zone of the authority. */
export function tellTime(language: Language, iso: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'long', timeZone: 'Europe/Berlin' } as const;
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', style).format(new Date(iso));
}
