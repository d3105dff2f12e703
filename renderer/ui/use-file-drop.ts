import { type DragEvent, useState } from 'react';

/** Takes files that are dropped onto an element; who uses the keyboard has the file picker for the same. */
export function useFileDrop(onFiles: (files: readonly File[]) => void, isEnabled = true) {
  const [isOver, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => isEnabled && event.dataTransfer.types.includes('Files');
  const onDragOver = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const onDragLeave = (event: DragEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return { isOver, target: { onDragOver, onDragLeave, onDrop } };
}
