import type { ausgangDe } from './ausgang-de.ts';

/** English words of {@link ausgangDe}. */
export const ausgangEn: Readonly<Record<keyof typeof ausgangDe, string>> = {
  'ausgang.list': 'Outbox',
  'ausgang.syncNow': 'Synchronise now',
  'ausgang.empty.title': 'Everything is with the authority',
  'ausgang.empty.text':
    'What you changed and the authority has not confirmed yet appears here. It stays safe on this device until the confirmation arrives.',
  'ausgang.why.offline':
    'No connection to the authority since {since}. Everything is safe on this device and will be sent by itself.',
  'ausgang.why.stopped': 'Synchronisation is stopped.',
  'ausgang.why.sending': 'Being sent now.',
  'ausgang.why.waiting': 'Will be sent with the next synchronisation.',
  'ausgang.count': '{n} {n|change|changes}',
  'ausgang.sent': '{done} of {total}',
  'ausgang.state.waiting': 'waiting',
  'ausgang.state.sending': 'sending',
  'ausgang.state.rejected': 'not accepted',
  'ausgang.rejected': 'Not accepted by the authority',
  'ausgang.rejected.why':
    'Sending again helps once the reason is gone. Until then the change stays on this device, encrypted; it holds up no other change.',
  'ausgang.helfer': 'Can help: {wer}',
  'ausgang.vermerk': 'File as a note …',
  'ausgang.vermerk.title': 'Which case shall the note be in?',
  'ausgang.vermerk.go': 'File the note',
  'ausgang.vermerk.done': 'Filed as a note in {zeichen}',
  'ausgang.saveText': 'Save as text …',
  'ausgang.savedText': 'Note saved',
  'ausgang.textName': 'Note {zeichen}.txt',
  'ausgang.reopen': 'Ask to reopen …',
  'ausgang.reopen.title': 'Ask to reopen?',
  'ausgang.reopen.text':
    'The request is written into the history of “{titel}”. Whoever leads the unit may reopen: {wer}. Then send the change again.',
  'ausgang.reopen.textSelf':
    'The request stands in the history of “{titel}”. Whoever leads the unit may open it again; that is you. After that you send the change again.',
  'ausgang.reopen.go': 'Write the request',
  'ausgang.reopen.done': 'The request is in the history',
  'ausgang.grund': 'Reason',
  'ausgang.retry': 'Send again',
  'ausgang.discard': 'Discard …',
  'ausgang.discard.title': 'Discard this change?',
  'ausgang.discard.text':
    '“{what}” on “{titel}” of {time} will not be sent any more. What the authority has already stays. This cannot be undone.',
  'ausgang.discard.go': 'Discard',
  'ausgang.discarded': 'Change discarded',
  'ausgang.retried': 'The change will be sent again',
  'ausgang.what': 'What was changed',
  'ausgang.about': 'What it is about',
  'ausgang.fields': 'Changed details',
  'ausgang.choose.title': 'No change selected',
  'ausgang.choose.text': 'Select a change to see why it waits.',
  'ausgang.why': 'Why',
};
