import type { anhebungDe } from './anhebung-de.ts';

/** English words of {@link anhebungDe}. */
export const anhebungEn: Readonly<Record<keyof typeof anhebungDe, string>> = {
  'anhebung.reached': 'Signature: {stufe} since {time}, {means}',
  'anhebung.means.B-T': 'time proven',
  'anhebung.means.B-LT': 'can be validated offline',
  'anhebung.means.B-LTA': 'can be validated in the long term',
  'anhebung.means.other': 'raised',
  'anhebung.carries': 'The time-stamp carries until {time} and is renewed by itself before.',
  'anhebung.renewing': 'The time-stamp only carries until {time}; a new one is added at the next sync.',
  'anhebung.waiting': 'Signature will be raised at the next sync',
  'anhebung.later': 'Signature not raised yet, next try {time}.',
  'anhebung.never': 'Signature cannot be raised further.',
  'anhebung.count.waiting':
    '{n} {n|signature is|signatures are} still to be raised, without your doing, as soon as time-stamps and revocation data can be had.',
  'anhebung.count.never':
    '{n} {n|signature|signatures} cannot be raised; the reason stands with the document under “Versions”.',
};
