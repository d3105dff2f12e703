/** PDFs of our own making that try to act: every one opens as a plain page and does nothing. `to` is where they would call. */
export function hostilePdfs(to: string): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const script = `app.launchURL('${to}/js'); this.submitForm('${to}/form'); fetch('${to}/fetch'); top.broken = true;`;
  const js = `<< /S /JavaScript /JS (${escaped(script)}) >>`;
  const link = (action: string) => `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 612 792] /A ${action} >>]`;
  const field =
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V (x) /Rect [50 50 300 90] ' +
    `/AA << /K ${js} /F ${js} /V ${js} /C ${js} /E ${js} /PO ${js} /PV ${js} >> >>`;
  const xfa = `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><event activity="initialize"><script contentType="application/x-javascript">${script}</script></event></subform></template></xdp:xdp>`;
  const font = `/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FontMatrix [0.001 0 0 0.001 0 (0\\); fetch\\('${to}/font'\\)] >> >> >>`;
  return [
    ['OpenAction with JavaScript', makePdf({ catalog: `/OpenAction ${js}` })],
    ['OpenAction that launches a program', makePdf({ catalog: '/OpenAction << /S /Launch /F (/bin/sh) >>' })],
    ['OpenAction with a URI', makePdf({ catalog: `/OpenAction << /S /URI /URI (${to}/uri) >>` })],
    ['OpenAction to a remote file', makePdf({ catalog: `/OpenAction << /S /GoToR /F (${to}/r.pdf) /D [0 /Fit] >>` })],
    ['JavaScript by name', makePdf({ catalog: `/Names << /JavaScript << /Names [(a) ${js}] >> >>` })],
    ['page that acts when it opens', makePdf({ page: `/AA << /O ${js} /C ${js} >>` })],
    ['link over the whole page', makePdf({ page: link(`<< /S /URI /URI (${to}/link) >>`) })],
    ['link with a script as its address', makePdf({ page: link('<< /S /URI /URI (javascript:top.broken=1) >>') })],
    ['form that submits', makePdf({ page: link(`<< /S /SubmitForm /F (${to}/submit) >>`) })],
    [
      'form field with scripts',
      makePdf({ page: `/Annots [${field}]`, catalog: `/AcroForm << /Fields [${field}] /CO [${field}] >>` }),
    ],
    ['XFA form', makePdf({ catalog: '/AcroForm << /XFA 5 0 R /Fields [] >>', extra: stream(xfa) })],
    ['external stream', makePdf({ content: `<< /Length 0 /F (${to}/stream) >> stream\n\nendstream` })],
    ['font matrix with code', makePdf({ page: font, content: stream('BT /F1 40 Tf 100 400 Td (boo) Tj ET') })],
    ['rich media with a script', makePdf({ page: link(`<< /S /Rendition /OP 0 /JS (${escaped(script)}) >>`) })],
  ];
}

interface Parts {
  readonly catalog?: string;
  readonly page?: string;
  readonly content?: string;
  readonly extra?: string;
}

function makePdf({
  catalog = '',
  page = '',
  content = stream('0 0 1 rg 100 600 200 100 re f'),
  extra = 'null',
}: Parts) {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R ${page} >>`,
    content,
    extra,
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function escaped(text: string): string {
  return text.replace(/[()\\]/g, '\\$&');
}
