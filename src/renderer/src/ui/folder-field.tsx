import { Folder } from 'lucide-react';
import { Button } from './button.tsx';
import styles from './folder-field.module.css';

interface FolderFieldProps {
  /** Absolute. */
  path: string | null;
  /** Stands in its place while there is none. */
  placeholder: string;
  chooseLabel: string;
  onChoose: () => void;
}

/** A folder, and the button to choose another. */
export function FolderField({ path, placeholder, chooseLabel, onChoose }: FolderFieldProps) {
  return (
    <div className={styles['place']}>
      <Folder />
      {/* The end of a path says more than its beginning: it is cut at the front. */}
      <span className={styles['path']} title={path ?? undefined} data-selectable>
        <bdi dir="ltr">{path ?? placeholder}</bdi>
      </span>
      <Button onClick={onChoose}>{chooseLabel}</Button>
    </div>
  );
}
