import { Copy, Image, X } from 'lucide-react';
import type { FileDetail, PhotoRow } from '#shared/window.ts';
import { formatBytes, formatDateTime } from '../../text/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './details-pane.module.css';
import { useFocusedPhoto, useShoots } from './person-context.tsx';
import { ratingWord, shootName } from './person-words.ts';
import { t } from './texts.ts';
import { useFiles } from './use-files.ts';
import { usePhotoActions } from './use-photo-actions.ts';

/** Everything that is known of the photo in focus, beside the grid or the stage. */
export function DetailsPane({ onClose }: { onClose: () => void }) {
  const photo = useFocusedPhoto();
  return (
    <aside className={styles['pane']} aria-label={t('details')}>
      <header className={styles['header']}>
        <h2>{t('details')}</h2>
        <IconButton icon={X} label={t('closeDetails')} keys="I" onClick={onClose} />
      </header>
      {photo === null ? (
        <div className={styles['none']}>
          <Image aria-hidden="true" />
          <p>{t('noPhotoChosen')}</p>
        </div>
      ) : (
        <PhotoFacts photo={photo} />
      )}
    </aside>
  );
}

function PhotoFacts({ photo }: { photo: PhotoRow }) {
  const files = useFiles(photo);
  const shoot = useShoots().find(({ model }) => model.id === photo.modelId);
  const rating = [photo.favorite ? t('favorite') : null, ratingWord(photo)].filter(
    (word) => word !== null,
  );
  const stored = photo.stored.length > 0;
  return (
    <div className={styles['facts']}>
      <section>
        <h3>{t('fromHeadshotPro')}</h3>
        <dl>
          <Fact name={t('ratingLabel')}>{rating.join(', ') || t('notRated')}</Fact>
          {shoot && <Fact name={t('shootLabel')}>{shootName(shoot)}</Fact>}
          {photo.createdAt !== null && (
            <Fact name={t('created')}>{formatDateTime(photo.createdAt)}</Fact>
          )}
          <Fact name={t('state')}>
            {photo.gone
              ? t(stored ? 'stateKept' : 'goneUpstream')
              : t(stored ? 'stateStored' : 'notStored')}
          </Fact>
        </dl>
      </section>
      <section aria-busy={files === null}>
        <h3>{t('files')}</h3>
        {files === null && <Skeleton className={styles['skeleton']} />}
        {files?.length === 0 && <p className={styles['quiet']}>{t('noFiles')}</p>}
        {files?.map((file) => (
          <FileFacts key={file.variant} file={file} />
        ))}
      </section>
      <section>
        <h3>{t('ids')}</h3>
        <dl>
          <Identifier name={t('photoId')} value={photo.photoId} />
          <Identifier name={t('modelId')} value={photo.modelId} />
        </dl>
      </section>
    </div>
  );
}

function FileFacts({ file }: { file: FileDetail }) {
  const { copyText } = usePhotoActions();
  return (
    <div className={styles['file']}>
      <h4>{variantName(file.variant)}</h4>
      <dl>
        <Fact name={t('type')}>{typeName(file.type)}</Fact>
        <Fact name={t('pixels')}>
          {t('dimensions', { width: String(file.width), height: String(file.height) })}
        </Fact>
        <Fact name={t('fileSize')}>{formatBytes(file.sizeBytes)}</Fact>
        <Fact name={t('stored')}>{formatDateTime(file.storedAt)}</Fact>
        <Fact name={t('verified')}>{formatDateTime(file.verifiedAt)}</Fact>
        <dt>{t('sha256')}</dt>
        <dd className={styles['copyable']}>
          <code data-selectable title={file.sha256} dir="ltr">
            {file.sha256.slice(0, 8)}…{file.sha256.slice(-8)}
          </code>
          <IconButton
            icon={Copy}
            size="small"
            label={t('copyHash')}
            onClick={() => copyText(file.sha256, t('hashCopied'))}
          />
        </dd>
      </dl>
    </div>
  );
}

function Identifier({ name, value }: { name: string; value: string }) {
  const { copyText } = usePhotoActions();
  return (
    <>
      <dt>{name}</dt>
      <dd className={styles['copyable']}>
        <code data-selectable title={value} dir="ltr">
          {value}
        </code>
        <IconButton
          icon={Copy}
          size="small"
          label={t('copyId')}
          onClick={() => copyText(value, t('idCopied'))}
        />
      </dd>
    </>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd data-selectable>
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}

function variantName(variant: string): string {
  if (variant === 'main' || variant === 'original' || variant === 'thumbnail') return t(variant);
  return variant;
}

/** `image/jpeg` as `JPEG`. */
function typeName(type: string): string {
  return type.replace(/^image\//, '').toUpperCase();
}
