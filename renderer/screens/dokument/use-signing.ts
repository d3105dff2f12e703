import { useState } from 'react';
import type { ChosenKey } from '../../../shared/bridge.ts';
import { errorCode } from '../../../shared/errors.ts';
import type { CertificationLevel } from '../../../shared/pdf/pdf-types.ts';
import { markMarginPt, markSize } from '../../../shared/pdf/sign/free-places.ts';
import { recordText } from '../../../shared/texts/translate.ts';
import { discardPrepared, keepPrepared, type PreparedSignature } from '../../actions/prepared-signatures.ts';
import { type SignStep, signDokument } from '../../actions/sign-dokument.ts';
import { signDokumentRemotely } from '../../actions/sign-remotely.ts';
import type { ListedVersion, VersionToSign } from '../../actions/sign-version.ts';
import type { SignatureLook } from '../../actions/signature-look.ts';
import type { StampOrder } from '../../pdf-api.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { usePlaces } from '../../state/places.ts';
import { useTexts } from '../../ui/use-texts.ts';
import type { Viewer } from '../../viewer/use-viewer.ts';
import type { Ghost } from '../../viewer/viewer-protocol.ts';
import type { ChosenField } from './place-choice.tsx';

const ghostSize = { widthPt: markSize.width, heightPt: markSize.height };
const firstPlace = { x: markMarginPt, y: markMarginPt };

interface SigningProps {
  readonly viewer: Viewer;
  readonly dokument: string;
  readonly titel: string;
  readonly version: VersionZeile | undefined;
  readonly onDone: (version: string) => void;
  /** The signature waits for a connection now. */
  readonly onPrepared: () => void;
}

/** What the person chose for this signature. */
export interface SignChoice extends ChosenField {
  readonly isVisible: boolean;
  readonly look: SignatureLook;
  /** Null: the signature does not say what may be changed afterwards. */
  readonly certify: CertificationLevel | null;
}

/** The walk of a signature: place (if it shall be visible), confirmation by main, key, new Version. */
export function useSigning({ viewer, dokument, titel, version, onDone, onPrepared }: SigningProps) {
  const { t } = useTexts();
  const [step, setStep] = useState<SignStep | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [ghost, setGhost] = useState<Ghost | null>(null);

  const choosePlace = async () => {
    const shape: Ghost = {
      kind: 'signature',
      lines: [t('dok.place.ghost'), t('dok.place.ghostHint')],
      ...ghostSize,
    };
    setGhost(shape);
    const remembered = usePlaces.getState().places.signature ?? firstPlace;
    const at = { pageIndex: viewer.pageIndex, x: remembered.x, y: remembered.y };
    const place = await viewer.place(shape, at);
    setGhost(null);
    return place && { pageIndex: place.pageIndex, rect: { x: place.x, y: place.y, ...markSize } };
  };

  const sign = async (key: ChosenKey, { isVisible, field, reason, look: wanted, certify: level }: SignChoice) => {
    if (!version) return;
    // A field of the file has its own place.
    const place = isVisible && field === null ? await choosePlace() : {};
    if (!place) return;
    const { lines, image, location } = wanted;
    const visible = isVisible ? { ...place, lines, ...(image && { image }) } : null;
    await signAs(key, version, {
      reason: reason ?? wanted.reason,
      location,
      field,
      visible,
      ...(level && { certify: level }),
    });
  };

  /** The stamp and a signature over it, in one Version. */
  const certify = async (key: ChosenKey, stamp: StampOrder) => {
    if (version) await signAs(key, version, { reason: '', location: '', field: null, visible: null, stamp });
  };

  /** A signature that waited: of the Version that was meant then. */
  const signPrepared = async (key: ChosenKey, entry: PreparedSignature) => {
    await signAs(key, entry.version, entry.look, entry);
  };

  const signAs = async (
    key: ChosenKey,
    listed: ListedVersion,
    look: VersionToSign['look'],
    waiting: PreparedSignature | null = null,
  ) => {
    setError(null);
    const task = {
      dokument,
      titel,
      version: listed,
      keyId: key.keyId,
      look,
      text: recordText(look.stamp ? 'stempel.certified' : 'dok.sign.text', { name: '{name}' }),
      onStep: setStep,
    };
    try {
      const added = await (key.kind === 'remote' ? signDokumentRemotely(task) : signDokument(task));
      if (waiting) await discardPrepared(waiting);
      showNotice({ text: ({ t }) => t('dok.sign.done', { n: listed.nummer + 1 }) });
      onDone(added.version);
    } catch (reason) {
      if (key.kind === 'remote' && errorCode(reason) === 'csc-unreachable' && !waiting && !look.stamp) {
        await keepPrepared(task, { titel, signer: key.fileName });
        showNotice({ text: ({ t }) => t('prepared.kept') });
        onPrepared();
        return;
      }
      // Closing the confirmation is an answer, not an error.
      if (errorCode(reason) !== 'cancelled') setError(reason);
    } finally {
      setStep(null);
    }
  };

  return { step, error, ghost, sign, certify, signPrepared };
}
