import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';

interface PickerProps {
  /** Files that were chosen together: there is a verdict on one at a time. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** A place to drop a document on, and a button that does the same with the keyboard. What is dropped beside the place counts as well. */
export function Picker({ onFiles }: PickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const about = useId();

  function take(files: FileList | null | undefined): void {
    if (files && files.length > 0) onFiles([...files]);
    // The same file may be chosen again, after it was changed.
    if (input.current) input.current.value = '';
  }

  const over = useDropOnPage((transfer) => take(transfer?.files));
  return (
    <section aria-label="Document" className={over ? 'picker over' : 'picker'}>
      <p>Drop a signed PDF here, or</p>
      <button type="button" className="primary" aria-describedby={about} onClick={() => input.current?.click()}>
        Choose a PDF
      </button>
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        hidden
        aria-label="PDF to check"
        onChange={(event) => take(event.target.files)}
      />
      <p id={about} className="quiet">
        The document goes to this service and nowhere else, and is deleted when the answer is sent.
      </p>
    </section>
  );
}

/** Whether something is held over the page. Without this a browser would leave the page for a file that is dropped beside the place. */
function useDropOnPage(onDrop: (transfer: DataTransfer | null) => void): boolean {
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const holds = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    const leaves = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drops = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      dropped(event.dataTransfer);
    };
    document.addEventListener('dragover', holds, { signal });
    document.addEventListener('dragleave', leaves, { signal });
    document.addEventListener('drop', drops, { signal });
    return () => listening.abort();
  }, []);
  return over;
}
