import { utf8ToBytes } from '@noble/hashes/utils.js';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { officeTypes } from './office-types.ts';

/** A text file without text: A4, German, one common font. The same title gives the same bytes. */
export async function blankOdt(title: string): Promise<Uint8Array> {
  // No date of this device: nothing in the file but what its writer puts there.
  const zip = new ZipWriter<Uint8Array>(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    extendedTimestamp: false,
    lastModDate: new Date(1980, 0, 1),
  });
  const add = (name: string, text: string, level = 6) =>
    zip.add(name, new Uint8ArrayReader(utf8ToBytes(text)), { level });
  // First and stored, so that whoever looks at the first bytes knows what it is (ODF 1.3 part 2 §3.3).
  await add('mimetype', officeTypes.odt, 0);
  await add('content.xml', content);
  await add('styles.xml', styles);
  await add('meta.xml', meta(title));
  await add('META-INF/manifest.xml', manifest);
  return zip.close();
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const names =
  ['office', 'text', 'style', 'meta']
    .map((one) => ` xmlns:${one}="urn:oasis:names:tc:opendocument:xmlns:${one}:1.0"`)
    .join('') +
  ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"' +
  ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"';

const content = `${head}<office:document-content${names}><office:body><office:text><text:p text:style-name="Standard"/></office:text></office:body></office:document-content>`;

const styles = `${head}<office:document-styles${names}><office:font-face-decls><style:font-face style:name="Liberation Sans" svg:font-family="'Liberation Sans', Arial" style:font-family-generic="swiss"/></office:font-face-decls><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="120%"/><style:text-properties style:font-name="Liberation Sans" fo:font-size="11pt" fo:language="de" fo:country="DE"/></style:default-style><style:style style:name="Standard" style:family="paragraph" style:class="text"/></office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="2.5cm" fo:margin-left="2.5cm" fo:margin-right="2cm"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles></office:document-styles>`;

const manifest = `${head}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${officeTypes.odt}"/>${['content.xml', 'styles.xml', 'meta.xml'].map((path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`).join('')}</manifest:manifest>`;

function meta(title: string): string {
  const text = title
    .replace(/[\u0000-\u001f\ufffe\uffff]|\p{Surrogate}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return `${head}<office:document-meta${names}><office:meta><dc:title>${text}</dc:title><dc:language>de-DE</dc:language></office:meta></office:document-meta>`;
}
