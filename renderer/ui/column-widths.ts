import { useState } from 'react';

const narrowest = 4;
const widest = 40;

/** Column widths in rem by column id, remembered on this device under `name`; widths say nothing about any Akte. */
export function useColumnWidths(name: string) {
  const key = `columns:${name}`;
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>(() => readWidths(key));
  const resize = (column: string, width: number) => {
    const next = { ...widths, [column]: Math.min(widest, Math.max(narrowest, width)) };
    setWidths(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return { widths, resize };
}

function readWidths(key: string): Readonly<Record<string, number>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (value === null || typeof value !== 'object') return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'number'));
  } catch {
    return {};
  }
}
