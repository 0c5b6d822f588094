import {
  ArrowLeft,
  ChevronDown,
  ChevronUp,
  Columns2,
  Download,
  Info,
  LayoutGrid,
  PackageOpen,
} from 'lucide-react';
import type { PersonRow } from '#shared/window.ts';
import { useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { personName } from '../../text/people.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Slider } from '../../ui/slider.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { MoreMenu } from './more-menu.tsx';
import {
  useFocusedPhoto,
  useLook,
  usePerson,
  usePersonStores,
  usePhotos,
  useViewing,
} from './person-context.tsx';
import styles from './person-toolbar.module.css';
import type { PersonPlace } from './person-walk.ts';
import { t } from './texts.ts';
import { usePhotoActions } from './use-photo-actions.ts';
import { PHOTO_WIDTH } from './window-memory.ts';

interface PersonToolbarProps {
  /** Null while the person is still being read. */
  person: PersonRow | null;
  place: PersonPlace | null;
  onPerson: (to: 'next' | 'previous') => void;
  onBack: () => void;
  /** Whether the large name below is out of sight, so that the bar says it. */
  titled: boolean;
}

/** The bar over a person: back, who it is, the way to the next, and what can be done. */
export function PersonToolbar({ person, place, onPerson, onBack, titled }: PersonToolbarProps) {
  const { look, viewing } = usePersonStores();
  const origin = useNavigation((navigation) => navigation.origin.name);
  const actions = usePhotoActions();
  const photos = usePhotos();
  const photo = useFocusedPhoto();
  const failed = usePerson(({ failure }) => failure !== null);
  const mode = useViewing((state) => state.mode);
  const compared = useViewing((state) => state.compared.length);
  const { photoWidth, detailsOpen } = useLook((state) => state);
  const offline = useMirrors(isOffline);
  const onGrid = mode === 'grid' || photos.length === 0;
  const missing = photos.some(({ stored, gone }) => stored.length === 0 && !gone);
  const subtitle =
    mode === 'compare'
      ? t('comparing', { count: compared })
      : photo && t('photoAt', { position: photos.indexOf(photo) + 1, total: photos.length });

  return (
    <div className={styles['bar']} data-titled={titled}>
      <Toolbar
        leading={
          <IconButton
            icon={onGrid ? ArrowLeft : LayoutGrid}
            label={
              onGrid
                ? t(origin === 'campaign' ? 'backToCampaign' : 'backToLibrary')
                : t('backToPhotos')
            }
            keys={onGrid ? 'Mod+[' : 'Escape'}
            className={onGrid ? styles['back'] : undefined}
            onClick={onBack}
          />
        }
        title={person ? personName(person) : t(failed ? 'failedTitle' : 'loading')}
        subtitle={onGrid ? undefined : subtitle}
      >
        {place !== null && (
          <fieldset className={styles['walk']}>
            <legend className="visually-hidden">{t('people')}</legend>
            <IconButton
              icon={ChevronUp}
              label={t('previousPerson')}
              keys="K"
              disabled={place.previous === null}
              onClick={() => onPerson('previous')}
            />
            <IconButton
              icon={ChevronDown}
              label={t('nextPerson')}
              keys="J"
              disabled={place.next === null}
              onClick={() => onPerson('next')}
            />
            <span className={styles['place']}>
              {t('placeInList', { position: place.position, total: place.total })}
            </span>
          </fieldset>
        )}
        {photos.length > 0 && (
          <>
            {onGrid && (
              <span className={styles['size']}>
                <Slider
                  label={t('size')}
                  value={photoWidth}
                  min={PHOTO_WIDTH.least}
                  max={PHOTO_WIDTH.most}
                  step={0.5}
                  onChange={(width) => look.setState({ photoWidth: width })}
                />
              </span>
            )}
            <IconButton
              icon={Columns2}
              label={mode === 'compare' ? t('leaveCompare') : t('compare')}
              keys="C"
              pressed={mode === 'compare'}
              onClick={() => (mode === 'compare' ? viewing.getState().leave() : actions.compare())}
            />
            <IconButton
              icon={Info}
              label={t('details')}
              keys="I"
              pressed={detailsOpen}
              onClick={() => look.setState({ detailsOpen: !detailsOpen })}
            />
            <IconButton
              icon={Download}
              label={t('download')}
              keys="Mod+D"
              disabled={!missing || offline}
              onClick={() => actions.download(actions.chosen())}
            />
            <Button icon={PackageOpen} onClick={() => actions.exportPhotos(actions.chosen())}>
              {t('export')}
            </Button>
          </>
        )}
        <MoreMenu />
      </Toolbar>
    </div>
  );
}
