import { useCallback, useEffect, useRef, useState } from 'react';
import type { PeopleQuery } from '#shared/window.ts';
import { useCommand, useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { personName } from '../../text/people.ts';
import { DetailsPane } from './details-pane.tsx';
import { EmptyPerson } from './empty-person.tsx';
import { FailedPerson } from './failed-person.tsx';
import type { GridRow } from './grid-rows.ts';
import {
  PersonProvider,
  useLook,
  usePerson,
  usePersonStores,
  usePhotos,
  useViewing,
} from './person-context.tsx';
import { PersonHeader } from './person-header.tsx';
import { PersonSkeleton } from './person-skeleton.tsx';
import { PersonToolbar } from './person-toolbar.tsx';
import styles from './person-view.module.css';
import { PhotoGrid } from './photo-grid.tsx';
import { keyOf } from './photo-key.ts';
import { selectAll } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { t } from './texts.ts';
import { usePersonActs } from './use-person-acts.ts';
import { usePersonKeys } from './use-person-keys.ts';
import { usePersonPlace } from './use-person-place.ts';
import { usePhotoActions } from './use-photo-actions.ts';
import { Viewer } from './viewer.tsx';

export interface PersonViewProps {
  personId: string;
  /** The list the person was opened from; null without one. */
  query: PeopleQuery | null;
}

/** One person: all their photos by shoot, or some of them on stage. */
export function PersonView(props: PersonViewProps) {
  return (
    <PersonProvider key={props.personId} personId={props.personId}>
      <Page {...props} />
    </PersonProvider>
  );
}

function Page({ personId, query }: PersonViewProps) {
  const { person, viewing, look } = usePersonStores();
  const root = useRef<HTMLDivElement>(null);
  const rows = useRef<GridRow[]>([]);
  const takeRows = useCallback((next: GridRow[]) => {
    rows.current = next;
  }, []);
  const [scrolled, setScrolled] = useState(false);
  const { place, goTo } = usePersonPlace(personId, query);
  const goBack = useNavigation((navigation) => navigation.back);
  const revision = useMirrors(({ libraryRevision }) => libraryRevision);
  const detail = usePerson((state) => state.detail);
  const failure = usePerson((state) => state.failure);
  const mode = useViewing((state) => state.mode);
  const detailsOpen = useLook((state) => state.detailsOpen);
  const photos = usePhotos();
  const actions = usePhotoActions();
  const onStage = mode !== 'grid' && photos.length > 0;

  // Asks anew with every change of the library, `revision`.
  useEffect(() => void (revision >= 0 && person.reload()), [person, revision]);
  useEffect(() => {
    if (detail) viewing.getState().keepOnly(photos.map(keyOf));
  }, [detail, photos, viewing]);
  useEffect(() => look.setState({ onStage: mode !== 'grid' }), [look, mode]);
  useEffect(() => root.current?.focus(), []);

  const back = () => {
    if (!(onStage && viewing.getState().leave())) {
      look.setState({ onStage: false });
      goBack();
    }
  };
  useCommand('back', back);
  useCommand('export', () => actions.exportPhotos(actions.chosen()), photos.length > 0);
  useCommand('download', () => actions.download(actions.chosen()), photos.length > 0);
  useCommand(
    'select-all',
    () => {
      const { select, selection } = viewing.getState();
      select(selectAll(selection, photos.map(keyOf)));
    },
    mode === 'grid',
  );

  usePersonKeys(root, usePersonActs({ rows, goTo, back }));

  return (
    <div ref={root} className={styles['view']} tabIndex={-1}>
      <PersonToolbar
        person={detail?.person ?? null}
        place={place}
        onPerson={goTo}
        onBack={back}
        titled={onStage || scrolled}
      />
      <div className={styles['body']}>
        <div className={styles['content']}>
          {detail === null && failure !== null ? (
            <FailedPerson failure={failure} onRetry={() => void person.reload()} onBack={back} />
          ) : detail === null ? (
            <PersonSkeleton />
          ) : photos.length === 0 ? (
            <div className={styles['empty']}>
              <PersonHeader />
              <EmptyPerson person={detail.person} />
            </div>
          ) : onStage ? (
            <Viewer />
          ) : (
            <>
              <PhotoGrid
                label={t('photosOf', { name: personName(detail.person) })}
                header={<PersonHeader />}
                onRows={takeRows}
                onScrolled={setScrolled}
              />
              <SelectionBar />
            </>
          )}
        </div>
        {detailsOpen && photos.length > 0 && (
          <DetailsPane onClose={() => look.setState({ detailsOpen: false })} />
        )}
      </div>
      <Announcer />
    </div>
  );
}

/** Says changes of marks to screen readers. */
function Announcer() {
  const { text, count } = useViewing((state) => state.announcement);
  return (
    <div className="visually-hidden" role="status">
      <p key={count}>{text}</p>
    </div>
  );
}
