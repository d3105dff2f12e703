import type { ReactNode } from 'react';
import type { Enrolment, Info } from '../../../shared/sync-protocol.ts';
import { signIn, signInByBrowser } from '../../actions/set-up-device.ts';
import { SignInForm } from '../../ui/sign-in-form.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface SignInStepProps {
  readonly server: string;
  readonly info: Info;
  /** What is known of the server, when nobody chose it here. */
  readonly facts?: ReactNode;
  /** Back to the choice of the server, where there is one. */
  readonly onBack?: (() => void) | undefined;
  readonly onNext: (enrolment: Enrolment) => void;
}

/** Registers this device for the person who signs in. */
export function SignInStep({ server, info, facts, onBack, onNext }: SignInStepProps) {
  const { t } = useTexts();
  return (
    <SignInForm
      methods={info.signIn}
      onLocal={async (name, password) => onNext(await signIn(server, name, password))}
      onBrowser={async () => onNext(await signInByBrowser(server))}
      onBack={onBack}
    >
      <h1>{t('setup.signIn.title', { authority: info.name })}</h1>
      <p>{t('setup.signIn.why')}</p>
      {facts}
    </SignInForm>
  );
}
