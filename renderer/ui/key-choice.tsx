import { useEffect, useState } from 'react';
import type { BridgeInput, BridgeOutput, CardModuleFacts, ChosenKey } from '../../shared/bridge.ts';
import { Button } from './button.tsx';
import { CardDialog } from './card-dialog.tsx';
import { RemoteDialog } from './remote-dialog.tsx';
import { useTexts } from './use-texts.ts';

/** The key to sign with, and how another one is chosen. */
export interface SigningKeys {
  readonly key: ChosenKey | null;
  readonly error: unknown;
  /** Reads it anew: once its file was opened, its holder is known. */
  readonly reload: () => void;
  /** Asks for a key file; null = cancelled. */
  readonly chooseFile: () => Promise<ChosenKey | null>;
  readonly lookAtCards: () => Promise<readonly CardModuleFacts[]>;
  readonly chooseCard: (card: BridgeInput<'signer.chooseCard'>) => Promise<unknown>;
  readonly remoteServices: () => Promise<BridgeOutput<'remote.services'>>;
  readonly remoteCredentials: (service: string) => Promise<BridgeOutput<'remote.credentials'>>;
  readonly chooseRemote: (remote: BridgeInput<'signer.chooseRemote'>) => Promise<unknown>;
}

/** What the chosen key is called. */
export function keyLabel(key: ChosenKey | null): 'dok.sign.key' | 'dok.sign.card' | 'remote.key' {
  if (key?.kind === 'card') return 'dok.sign.card';
  return key?.kind === 'remote' ? 'remote.key' : 'dok.sign.key';
}

/** Names the key and offers the others. */
export function KeyChoice({ keys, isBusy }: { readonly keys: SigningKeys; readonly isBusy: boolean }) {
  const { t } = useTexts();
  const [asking, setAsking] = useState<'card' | 'remote' | null>(null);
  const close = () => setAsking(null);
  const { key, reload } = keys;
  const isUnread = key?.holder === null;
  useEffect(() => {
    if (isUnread && !isBusy) reload();
  }, [isUnread, isBusy, reload]);
  return (
    <span className="key-choice">
      <span>{key?.fileName ?? t('dok.sign.noKey')}</span>
      <Button look="quiet" isDisabled={isBusy} onPress={() => void keys.chooseFile()}>
        {t(key?.kind === 'file' ? 'dok.sign.change' : 'dok.sign.choose')}
      </Button>
      <Button look="quiet" isDisabled={isBusy} onPress={() => setAsking('card')}>
        {t('dok.sign.chooseCard')}
      </Button>
      <Button look="quiet" isDisabled={isBusy} onPress={() => setAsking('remote')}>
        {t('remote.choose')}
      </Button>
      {asking === 'card' && <CardDialog onLook={keys.lookAtCards} onChoose={keys.chooseCard} onClose={close} />}
      {asking === 'remote' && (
        <RemoteDialog
          onServices={keys.remoteServices}
          onCredentials={keys.remoteCredentials}
          onChoose={keys.chooseRemote}
          onClose={close}
        />
      )}
    </span>
  );
}
