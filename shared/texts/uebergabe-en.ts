import type { uebergabeDe } from './uebergabe-de.ts';

/** Refused work that is handed over, in English. */
export const uebergabeEn: Readonly<Record<keyof typeof uebergabeDe, string>> = {
  'uebergabe.give': 'Hand over …',
  'uebergabe.give.title': 'Hand over to whom?',
  'uebergabe.give.text':
    'Everything that was refused in this file goes to a person who may still write there, sealed for her devices. She decides whether it goes into the file.',
  'uebergabe.give.to': 'Person',
  'uebergabe.give.go': 'Hand over',
  'uebergabe.give.nobody':
    'Nobody is known yet for whom it could be sealed. Save the change as text, or try again after the next synchronisation.',
  'uebergabe.sealed': 'Sealed for {name}',
  'uebergabe.waiting': 'Sealed for {an} on {zeit}. Handed over with the next synchronisation.',
  'uebergabe.done': 'Handed over to {an} on {zeit}.',
  'uebergabe.done.why': 'The agency has it. You no longer need the change here.',
  'uebergabe.refused': 'The handover to {an} of {zeit} was refused.',
  'uebergabe.putAway': 'Put away',
  'uebergabe.away': 'Change put away',
  'uebergabe.empty.title': 'No handovers',
  'uebergabe.empty.text': 'Here is what colleagues were no longer allowed to write in a file and handed over to you.',
  'uebergabe.contents': 'Handover',
  'uebergabe.title': 'Handover from {von}',
  'uebergabe.from': 'From',
  'uebergabe.when': 'Handed over',
  'uebergabe.changes': 'Changes',
  'uebergabe.openHint': 'It is sealed for your devices. Opening is recorded in the access log.',
  'uebergabe.open': 'Open',
  'uebergabe.takeHint':
    'Taking it makes a note with everything that stands here, and a document for each file, both in your name.',
  'uebergabe.take': 'Take …',
  'uebergabe.take.title': 'Take into which case of the file?',
  'uebergabe.take.go': 'Take',
  'uebergabe.taken': 'Taken into {zeichen}',
  'uebergabe.aside': 'Lay aside …',
  'uebergabe.aside.title': 'Lay this handover aside?',
  'uebergabe.aside.text': 'What {von} handed over then stays out of the file. The reason stays with the handover.',
  'uebergabe.aside.go': 'Lay aside',
  'uebergabe.laidAside': 'Handover laid aside',
  'uebergabe.now': '{feld}: now',
  'uebergabe.nowMoved': '{feld}: now, changed since',
  'uebergabe.saveFile': 'Save a copy …',
  'uebergabe.fileSaved': '“{name}” saved',
  'uebergabe.fileLine': 'File “{name}” is a document in this case.',
  'uebergabe.vermerk':
    'Taken from {von}, handed over on {zeit}. This person could no longer write it in the file herself.',
};
