import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type Attack, type AttackClass, edited, later, overwritten, partsOf } from './attack.ts';
import { revokedList } from './authority.ts';
import { craftSignature, timestamped } from './craft.ts';
import { at, forgedPage, formObject, streamObject } from './letter.ts';

const forged = { [at.content1]: streamObject('', forgedPage) };
const stamps = { signature: 70, widget: 71 } as const;

function change(name: string, gain: string, update: (file: Buffer) => Record<number, string>): Attack {
  return { name, gain, make: ({ archived }) => later(archived, update(archived)) };
}

/** What the archive time-stamp covers and the signature before it does not. */
const archivedChange: typeof change = (...words) => ({ ...change(...words), field: 'Timestamp2' });

/** The number of the security store, and of the first stream that one of its lists names. */
function storeNumber(file: Buffer): number {
  return Number(/\/DSS (\d+) 0 R/.exec(bodyOf(file, at.catalog))![1]);
}

function streamNumber(file: Buffer, list: 'Certs' | 'CRLs'): number {
  return Number(new RegExp(`/${list} \\[(\\d+) 0 R`).exec(bodyOf(file, storeNumber(file)))![1]);
}

function store(file: Buffer, rewrite: (body: string) => string): Record<number, string> {
  const num = storeNumber(file);
  return { [num]: rewrite(bodyOf(file, num)) };
}

/** A CRL as a stream; its bytes stand for themselves. */
function listObject(): string {
  return streamObject('', Buffer.from(revokedList(new Date('2026-11-19T11:00:00Z'))).toString('latin1'));
}

/** Changes to a file at level B-LTA, whose archive time-stamp should let nothing pass. */
export const archiveAttacks: AttackClass = {
  name: 'archived files (B-LTA)',
  attacks: [
    change(
      'page content rewritten behind the archive time-stamp',
      'Another sum under an archived signature.',
      () => forged,
    ),
    {
      name: 'forged revision, then a genuine document time-stamp over it',
      gain: 'The newest time-stamp of a trusted authority covers the forgery.',
      make: ({ archived }) => timestamped(later(archived, forged), stamps),
    },
    {
      name: 'forged revision between two genuine document time-stamps',
      gain: 'Time-stamps before and behind it make the forgery look archived.',
      make: ({ archived }) => timestamped(later(timestamped(archived, stamps), forged), { signature: 72, widget: 73 }),
    },
    {
      name: 'document time-stamp and forged content in one revision',
      gain: 'The revision that adds a permitted time-stamp also rewrites the page.',
      make: ({ archived }) => craftSignature(archived, { isTimestamp: true, numbers: stamps, more: () => forged }),
    },
    {
      name: 'visible document time-stamp over the sum',
      gain: 'What only proves a time shows another sum.',
      flag: 'warned',
      make: ({ archived }) =>
        craftSignature(archived, {
          isTimestamp: true,
          numbers: stamps,
          rect: '70 690 300 720',
          widget: '/AP<</N 74 0 R>>',
          more: () => ({ 74: formObject('1 1 1 rg 0 0 200 40 re f') }),
        }),
    },
    {
      name: 'visible document time-stamp at DocMDP 1',
      gain: 'The only thing that the level allows shows another sum.',
      make: ({ certified }) =>
        craftSignature(certified[1], {
          isTimestamp: true,
          numbers: stamps,
          rect: '300 300 500 340',
          widget: '/AP<</N 74 0 R>>',
          more: () => ({ 74: formObject('BT /F1 14 Tf 0 5 Td (bezahlt) Tj ET', '/Resources 7 0 R') }),
        }),
    },
    archivedChange('security store emptied', 'The evidence that a certificate was revoked is gone.', (file) =>
      store(file, () => '<</Type/DSS>>'),
    ),
    archivedChange('security store without its revocation lists', 'What was revoked is only unknown.', (file) =>
      store(file, (body) => body.replace(/\/CRLs \[[^\]]*\]/, '')),
    ),
    archivedChange(
      'security store with other evidence',
      'Evidence is exchanged for what says nothing of this signer.',
      (file) => ({
        ...store(file, (body) => body.replace(/\/CRLs \[[^\]]*\]/, '/CRLs [75 0 R]')),
        75: listObject(),
      }),
    ),
    archivedChange(
      'stream of the security store rewritten in place',
      'The list keeps its number and says something else.',
      (file) => ({
        [streamNumber(file, 'CRLs')]: listObject(),
      }),
    ),
    archivedChange(
      'another store in the place of the first',
      'The catalog leads to a store that knows nothing.',
      (file) => ({
        [at.catalog]: edited(file, at.catalog, /\/DSS \d+ 0 R/, '/DSS 76 0 R'),
        76: '<</Type/DSS/Certs[]>>',
      }),
    ),
    archivedChange('security store removed', 'The archived signature is a plain one again.', (file) => ({
      [at.catalog]: edited(file, at.catalog, /\/DSS \d+ 0 R/, ''),
    })),
    change('page content as an entry of the VRI', 'The content is rewritten "as validation data".', (file) => ({
      ...store(file, (body) =>
        body.replace('/VRI <<', `/VRI <</00112233445566778899AABBCCDDEEFF00112233<</Cert[${at.content1} 0 R]>>`),
      ),
      ...forged,
    })),
    change('page content as a further certificate', 'The content hangs on the list of certificates.', (file) => ({
      ...store(file, (body) => body.replace('/Certs [', `/Certs [${at.content1} 0 R `)),
      ...forged,
    })),
    archivedChange('certificate of the store also the look of a field', 'Validation data is drawn.', (file) => ({
      [at.betrag]: edited(file, at.betrag, '16 0 R', `${streamNumber(file, 'Certs')} 0 R`),
      [streamNumber(file, 'Certs')]: formObject('BT (900) Tj ET', '/Resources 7 0 R'),
    })),
    archivedChange('archive time-stamp taken out of the form', 'Nobody asks any more whether it holds.', (file) => ({
      [at.catalog]: edited(file, at.catalog, / (\d+) 0 R\](?=[^[\]]*\/SigFlags)/, ']'),
    })),
    {
      name: 'archive time-stamp whose ByteRange skips bytes',
      gain: 'What lies in the widened gap can be exchanged.',
      field: 'Timestamp2',
      make: ({ archived }) => {
        const { range, a, b, c } = partsOf(archived);
        return overwritten(archived, range, `[0 ${a} ${b + 40} ${c - 40}]`);
      },
    },
    {
      name: 'further time-stamp whose ByteRange skips bytes',
      gain: 'A time-stamp that the attacker had made covers all but his own part.',
      field: 'Hand70',
      make: ({ archived }) => craftSignature(archived, { isTimestamp: true, numbers: stamps, skipBytes: 200 }),
    },
    {
      name: 'token of the first time-stamp in the second',
      gain: 'A genuine token of the right authority, over other bytes.',
      field: 'Timestamp2',
      make: ({ archived }) => {
        const [first, second] = [...archived.toString('latin1').matchAll(/\/Contents <([0-9a-f]{32768})>/g)].slice(-2);
        return overwritten(archived, second![1]!, first![1]!);
      },
    },
    {
      name: 'archive time-stamp named as an ordinary signature',
      gain: 'Another format lets it be judged by other rules.',
      field: 'Timestamp2',
      make: ({ archived }) => {
        const text = archived.toString('latin1');
        const last = text.lastIndexOf('ETSI.RFC3161');
        return Buffer.from(`${text.slice(0, last)}adbe.x509.rs${text.slice(last + 12)}`, 'latin1');
      },
    },
  ],
};
