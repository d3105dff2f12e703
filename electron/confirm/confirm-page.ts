import { digestWords } from '../../shared/texts/digest-words.ts';
import { translate } from '../../shared/texts/translate.ts';
import type { ConfirmRequest } from './confirm-request.ts';
import { confirmStyle } from './confirm-style.ts';
import { confirmTexts } from './confirm-texts.ts';

/** The confirmation window as HTML. It has no scripts; its preload handles the form. */
export function confirmPage(request: ConfirmRequest, nonce: string): string {
  const t = confirmTexts[request.language];
  const { key } = request;
  const count = request.documents.length;
  return `<!doctype html>
<html lang="${request.language}" data-theme="${request.theme}">
<head><meta charset="utf-8"><title>${t.heading(count)}</title><style nonce="${nonce}">${confirmStyle}</style></head>
<body><main>
<section><h1>${t.heading(count)}</h1><p>${escapeHtml(request.legal.join(' '))}</p></section>
<section class="list" tabindex="0" aria-label="${t.dokument}"><table>
<thead><tr><th scope="col">${t.dokument}</th><th scope="col" class="number">${t.fassung}</th><th scope="col">${t.digest}</th></tr></thead>
<tbody>${request.documents.map(row).join('')}</tbody></table></section>
<section><dl><dt>${t.key[key.kind]}</dt><dd>${escapeHtml(key.name)}</dd>
<dt>${t.certificate}</dt><dd>${escapeHtml(request.subject ?? t.unknownCertificate)}</dd>${validity(request)}</dl>
${whose(request)}<div class="note"><span class="tag">${t.noteLabel}</span><span>${note(request)}</span></div></section>
<form><div role="alert" id="problem"><div id="message"></div><small id="code"></small></div><p role="status" id="working" data-text="${key.kind === 'remote' ? t.working : ''}"></p>
${secret(request)}
<button type="button" id="cancel"${start(request, 'cancel')}>${t.cancel}</button><button type="submit" id="sign"${start(request, 'sign')}>${isUnread(request) ? t.next : t.sign(count)}</button></form>
</main></body></html>`;
}

/** Where nothing is typed, the next Enter confirms the person's own key, and gives up where it is somebody else's. */
function start({ key, otherHolder }: ConfirmRequest, button: 'cancel' | 'sign'): string {
  return isTyped(key) || (otherHolder ? 'cancel' : 'sign') !== button ? '' : ' autofocus';
}

function isTyped(key: ConfirmRequest['key']): boolean {
  if (key.kind === 'card') return !key.hasPinPad;
  return key.kind === 'file' ? !key.isOpen : key.factors.length > 0;
}

const isOpen = (key: ConfirmRequest['key']) => key.kind === 'file' && key.isOpen;
/** Whose key it is is not known yet: this window opens the file, the next one confirms. */
const isUnread = ({ key, subject }: ConfirmRequest) => key.kind === 'file' && subject === null;

/** A key of somebody else is no refusal: it is said, and the person decides. */
function whose({ otherHolder, language }: ConfirmRequest): string {
  if (!otherHolder) return '';
  const sentence = translate(language, 'dok.sign.otherHolder', otherHolder);
  return `<div class="note"><span class="tag">${confirmTexts[language].noteLabel}</span><strong>${escapeHtml(sentence)}</strong></div>`;
}

function note({ key, language }: ConfirmRequest): string {
  const t = confirmTexts[language];
  return key.kind === 'remote' ? t.noteRemote(escapeHtml(key.name)) : t.note;
}

function validity({ key, language }: ConfirmRequest): string {
  if (key.kind === 'file') return '';
  const t = confirmTexts[language];
  const day = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
  return `<dt>${t.valid}</dt><dd>${day.format(key.notBefore)} – ${day.format(key.notAfter)}</dd>`;
}

/** With a PIN pad, or a file that is open, nothing is typed here; the empty field keeps the form the same. */
function secret({ key, language, documents }: ConfirmRequest): string {
  const t = confirmTexts[language];
  if (key.kind === 'card' && key.hasPinPad)
    return `<p>${t.pinPad(documents.length)}</p><input id="password" type="hidden">`;
  if (isOpen(key)) return `<p>${t.opened}</p><input id="password" type="hidden">`;
  if (key.kind === 'remote') return factors(key, language);
  return `<label><small>${t.secret[key.kind]}</small><input id="password" type="password" autocomplete="off" autofocus aria-describedby="problem"></label>`;
}

/** One field for each factor; the labels are the service's. */
function factors(
  key: Extract<ConfirmRequest['key'], { kind: 'remote' }>,
  language: ConfirmRequest['language'],
): string {
  const t = confirmTexts[language];
  if (key.factors.length === 0)
    return `<p>${key.inBrowser ? t.inBrowser : t.elsewhere}</p><input id="password" type="hidden">`;
  const fields = key.factors.map(({ label, isNumeric }, index) => {
    const id = index === 0 ? ' id="password" autofocus' : '';
    const mode = isNumeric ? ' inputmode="numeric"' : '';
    return `<label><small>${escapeHtml(label)}</small><input${id} type="password" autocomplete="off"${mode} aria-describedby="problem"></label>`;
  });
  return `<div class="factors">${fields.join('')}</div>`;
}

function row(document: ConfirmRequest['documents'][number]): string {
  const title = escapeHtml(document.title);
  return `<tr><td>${title}</td><td class="number">${document.fassung}</td><td><code>${digestWords(document.sha)}</code></td></tr>`;
}

/** Titles come from other people: they stay text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
