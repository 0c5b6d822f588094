import { Bookmark, ChevronDown, Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { useAttempt, useNotices } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-items.ts';
import { TextField } from '../../ui/text-field.tsx';
import { type ExportStore, presetOf } from './export-store.ts';
import styles from './presets-menu.module.css';
import { t } from './texts.ts';

/** Saved choices: apply, save, delete. */
export function PresetsMenu({ store }: { store: ExportStore }) {
  const attempt = useAttempt();
  const presets = useStore(store, (work) => work.presets);
  const applyPreset = useStore(store, (work) => work.applyPreset);
  const deletePreset = useStore(store, (work) => work.deletePreset);
  const current = useStore(store, presetOf);
  const [naming, setNaming] = useState(false);

  const items: MenuItem[] = [
    ...(presets.length === 0 ? [{ heading: t('noPresets') }] : []),
    ...presets.map(({ id, name }): MenuItem => {
      const onSelect = () => applyPreset(id);
      return { label: name, kind: 'radio', checked: id === current?.id, onSelect };
    }),
    'separator',
    {
      label: t('savePreset'),
      icon: Plus,
      disabled: current !== null,
      onSelect: () => setNaming(true),
    },
    ...(presets.length === 0
      ? []
      : [
          {
            label: t('deletePreset'),
            icon: Trash2,
            items: presets.map(
              ({ id, name }): MenuItem => ({
                label: name,
                danger: true,
                onSelect: () => void attempt(() => deletePreset(id)),
              }),
            ),
          },
        ]),
  ];

  return (
    <>
      <Menu
        trigger={
          <Button look="plain" icon={Bookmark} className={styles['button']}>
            <span className={styles['name']}>{current?.name ?? t('presets')}</span>
            <ChevronDown />
          </Button>
        }
        items={items}
      />
      {naming && <NameDialog store={store} onClose={() => setNaming(false)} />}
    </>
  );
}

function NameDialog({ store, onClose }: { store: ExportStore; onClose: () => void }) {
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  const formId = useId();
  const [name, setName] = useState('');

  async function save(): Promise<void> {
    const saved = await attempt(async () => {
      await store.getState().savePreset(name.trim());
      return true;
    });
    if (saved === null) return;
    say(t('presetSaved'));
    onClose();
  }

  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('savePreset')}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} look="primary" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          // React hands events on along its own tree: the export behind must not hear this one.
          event.stopPropagation();
          void save();
        }}
      >
        <TextField
          label={t('presetName')}
          value={name}
          onChange={setName}
          placeholder={t('presetSample')}
          maxLength={100}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
