import { useState } from 'react';
import type { BridgeInput, BridgeOutput, CardModuleFacts } from '../../shared/bridge.ts';
import { Button } from './button.tsx';
import { CardDialog } from './card-dialog.tsx';
import { useTexts } from './use-texts.ts';

type ChosenKey = NonNullable<BridgeOutput<'signer.lastKey'>>;

/** The key to sign with, and how another one is chosen. */
export interface SigningKeys {
  readonly key: ChosenKey | null;
  readonly error: unknown;
  /** Asks for a key file; null = cancelled. */
  readonly chooseFile: () => Promise<ChosenKey | null>;
  readonly lookAtCards: () => Promise<readonly CardModuleFacts[]>;
  readonly chooseCard: (card: BridgeInput<'signer.chooseCard'>) => Promise<unknown>;
}

/** Names the key and offers the others. */
export function KeyChoice({ keys, isBusy }: { readonly keys: SigningKeys; readonly isBusy: boolean }) {
  const { t } = useTexts();
  const [isAskingCard, setAskingCard] = useState(false);
  const { key } = keys;
  return (
    <span className="row">
      {key?.fileName ?? t('dok.sign.noKey')}
      <Button look="quiet" isDisabled={isBusy} onPress={() => void keys.chooseFile()}>
        {t(key?.kind === 'file' ? 'dok.sign.change' : 'dok.sign.choose')}
      </Button>
      <Button look="quiet" isDisabled={isBusy} onPress={() => setAskingCard(true)}>
        {t('dok.sign.chooseCard')}
      </Button>
      {isAskingCard && (
        <CardDialog onLook={keys.lookAtCards} onChoose={keys.chooseCard} onClose={() => setAskingCard(false)} />
      )}
    </span>
  );
}
