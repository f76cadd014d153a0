import { type DragEvent, useId, useRef, useState } from 'react';

interface PickerProps {
  readonly onFile: (file: File) => void;
}

/** A place to drop a document on, and a button that does the same with the keyboard. */
export function Picker({ onFile }: PickerProps) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const about = useId();

  function take(files: FileList | null): void {
    const file = files?.item(0);
    if (file) onFile(file);
    // The same file may be chosen again, after it was changed.
    if (input.current) input.current.value = '';
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <section
      aria-label="Document"
      className={over ? 'picker over' : 'picker'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
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
