import type { ScanState } from '../../shared/scan-calls.ts';
import { call } from '../bridge-client.ts';
import { type PickedFile, pickedFile } from './pick-files.ts';

/** Looks into the scan folder of this workstation. */
export function lookForScans(): Promise<ScanState> {
  return call('scan.state', {});
}

/** Asks for the folder into which the scanner puts its files. */
export function chooseScanFolder(): Promise<ScanState> {
  return call('scan.choose', {});
}

/** From now on no folder is watched. */
export function stopScanFolder(): Promise<ScanState> {
  return call('scan.stop', {});
}

/** The scans that lie there whole. */
export async function pickScans(): Promise<readonly PickedFile[]> {
  return (await call('scan.files', {})).map(pickedFile);
}

/** A scan is safe in the record: its file goes into the folder of those taken in. False: it changed meanwhile and stays. */
export async function putScanAway(id: string): Promise<boolean> {
  return (await call('scan.taken', { token: id })).isPutAway;
}
