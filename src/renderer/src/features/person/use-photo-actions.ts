import { type DragEvent, useMemo } from 'react';
import type { PhotoMark, PhotoRow } from '#shared/window.ts';
import { useAttempt, useDesk } from '../../state/desk-context.tsx';
import type { WorkTarget } from '../../state/navigation.ts';
import { personName } from '../../text/people.ts';
import { usePersonStores } from './person-context.tsx';
import { changeWords } from './person-words.ts';
import { keyOf, plainKey } from './photo-key.ts';
import { shootsOf } from './shoots.ts';
import { t } from './texts.ts';

/** Everything that can be done with photos, for menus, bars and keys alike. */
export interface PhotoActions {
  /** All photos of the person in the order they are shown. */
  all: () => PhotoRow[];
  /** What is meant at the moment: what is compared or on stage, else the selected photos. */
  chosen: () => PhotoRow[];
  mark: (photos: readonly PhotoRow[], change: Partial<PhotoMark>) => void;
  compare: () => void;
  copy: (photo: PhotoRow) => void;
  reveal: (photo: PhotoRow) => void;
  copyText: (text: string, said: string) => void;
  /** These photos; the whole person with none. */
  exportPhotos: (photos: readonly PhotoRow[]) => void;
  download: (photos: readonly PhotoRow[]) => void;
  /** Takes the drag of a picture over: the files go with it, not the picture on screen. */
  drag: (event: DragEvent, photo: PhotoRow) => void;
}

/** The actions of the person around the component; the same object from draw to draw. */
export function usePhotoActions(): PhotoActions {
  const { client, navigation, notices } = useDesk();
  const { person, viewing } = usePersonStores();
  const attempt = useAttempt();

  return useMemo(() => {
    const say = (text: string) => notices.getState().say(text);
    const all = () => {
      const { detail } = person.getState();
      return detail ? shootsOf(detail).flatMap(({ photos }) => photos) : [];
    };

    function chosen(): PhotoRow[] {
      const { mode, compared, selection } = viewing.getState();
      const keys = new Set(
        mode === 'compare' ? compared : mode === 'single' ? [selection.focus] : selection.keys,
      );
      return all().filter((photo) => keys.has(keyOf(photo)));
    }

    function targetOf(photos: readonly PhotoRow[]): WorkTarget | null {
      const { detail } = person.getState();
      if (detail === null) return null;
      const name = personName(detail.person);
      const whole = photos.length === 0;
      return {
        scope: {
          teamIds: [],
          personIds: whole ? [detail.person.id] : [],
          photos: photos.map(plainKey),
        },
        label: whole ? name : t('labelPhotos', { name, count: photos.length }),
        people: 1,
        selection: 'all',
      };
    }

    return {
      all,
      chosen,
      mark(photos, change) {
        if (photos.length === 0) return;
        viewing.getState().announce(changeWords(change, photos.length));
        void attempt(() => person.mark(photos, change));
      },
      compare() {
        const there = viewing.getState().compare(all().map(keyOf));
        if (!there) say(t('compareNone'));
      },
      copy(photo) {
        void attempt(async () => {
          await client.photos.copy(plainKey(photo));
          say(t('copied'));
        });
      },
      reveal: (photo) => void attempt(() => client.photos.reveal(plainKey(photo))),
      copyText(text, said) {
        void attempt(async () => {
          await client.desktop.copyText({ text });
          say(said);
        });
      },
      exportPhotos(photos) {
        const target = targetOf(photos);
        if (target) navigation.getState().open({ name: 'export', target });
      },
      download(photos) {
        const target = targetOf(photos);
        if (target === null) return;
        const { scope, label } = target;
        const request = { scope, label, selection: 'all', variant: 'main' } as const;
        void attempt(async () => {
          await client.jobs.download(request);
          notices.getState().say(t('downloadStarted', { label }), {
            label: t('showActivity'),
            onSelect: () => navigation.getState().setActivityOpen(true),
          });
        });
      },
      drag(event, photo) {
        event.preventDefault();
        const { keys } = viewing.getState().selection;
        const together = keys.has(keyOf(photo))
          ? all().filter((each) => keys.has(keyOf(each)))
          : [];
        const stored = [...(together.length > 0 ? together : [photo])].filter(
          (each) => each.stored.length > 0,
        );
        if (stored.length === 0) say(t('dragNothing'));
        else void attempt(() => client.photos.startDrag({ photos: stored.map(plainKey) }));
      },
    };
  }, [client, navigation, notices, person, viewing, attempt]);
}
