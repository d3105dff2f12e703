import type { CardModuleFacts } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

export type { CardModuleFacts };
/** A card in a reader. */
export type CardFacts = NonNullable<CardModuleFacts['readers'][number]['token']>;

/** Every reader of every module that the agency allows on this computer, without a PIN. Takes seconds. */
export function lookAtCards(): Promise<readonly CardModuleFacts[]> {
  return call('cards.look', {});
}
