import { useCallback, useEffect, useState } from 'react';
import type { ChosenKey } from '../shared/bridge.ts';
import { lookAtCards } from './actions/look-at-cards.ts';
import { chooseRemote, listRemoteCredentials, listRemoteServices } from './actions/remote-keys.ts';
import { chooseCard, chooseKey, lastKey } from './actions/sign-dokument.ts';
import type { SigningKeys } from './ui/key-choice.tsx';

/** The key file, card or remote credential to sign with: the one used last until the person chooses another. */
export function useSigningKey(): SigningKeys {
  const [key, setKey] = useState<ChosenKey | null>(null);
  const [error, setError] = useState<unknown>(null);
  const reload = useCallback(() => void lastKey().then(setKey, setError), []);
  useEffect(reload, [reload]);
  const chooseFile = async (): Promise<ChosenKey | null> => {
    setError(null);
    try {
      const chosen = await chooseKey();
      if (chosen) setKey(chosen);
      return chosen;
    } catch (reason) {
      setError(reason);
      return null;
    }
  };
  return {
    key,
    error,
    reload,
    chooseFile,
    lookAtCards,
    chooseCard: async (card) => setKey(await chooseCard(card)),
    remoteServices: async () => [...(await listRemoteServices())],
    remoteCredentials: async (service) => [...(await listRemoteCredentials(service))],
    chooseRemote: async (remote) => setKey(await chooseRemote(remote)),
  };
}
