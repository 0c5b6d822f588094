import { CloudDownload, CloudOff } from 'lucide-react';
import { useState } from 'react';
import type { PhotoRow } from '#shared/window.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { classNames } from '../../ui/class-names.ts';
import { photoUrl } from '../../ui/photo-url.ts';
import { Picture } from '../../ui/picture.tsx';
import styles from './photo-picture.module.css';
import { t } from './texts.ts';

interface PhotoPictureProps {
  photo: PhotoRow;
  className?: string | undefined;
  /** In a small place only the sign says that there is no picture. */
  small?: boolean;
}

/** A photo's thumbnail, 4:5; a designed place where it cannot be had, until it can. */
export function PhotoPicture({ photo, className, small = false }: PhotoPictureProps) {
  const offline = useMirrors(isOffline);
  const url = photoUrl(photo, 'thumb');
  // Worth another try once the file is here or HeadshotPro answers again.
  const situation = `${url} ${photo.stored.join()} ${String(offline)}`;
  const [failedIn, setFailedIn] = useState<string | null>(null);
  const Sign = photo.gone ? CloudOff : CloudDownload;
  return (
    <span className={classNames(styles['frame'], className)} data-picture>
      {failedIn === situation ? (
        <span className={styles['missing']}>
          <Sign aria-hidden="true" />
          {!small && <span>{photo.gone ? t('goneUpstream') : t('notStored')}</span>}
        </span>
      ) : (
        <Picture src={url} onError={() => setFailedIn(situation)} />
      )}
    </span>
  );
}
