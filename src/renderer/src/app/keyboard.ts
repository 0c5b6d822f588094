import { useEffect } from 'react';
import { useCommand, useDesk } from '../state/desk-context.tsx';
import { isOffline } from '../state/selectors.ts';
import { commandOfKey } from './key-commands.ts';
import { t } from './texts.ts';

/** Turns keys into commands, and does the commands that belong to no view. */
export function useShortcuts(): void {
  const { commands, navigation, mirrors, notices } = useDesk();

  useEffect(() => {
    const mac = navigator.platform.startsWith('Mac');
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOfKey(event, mac, isEditing(event.target));
      if (command === null) return;
      // Over a dialog the view behind it must not act.
      const overlaid = document.querySelector('[role="dialog"][data-state="open"]') !== null;
      if (overlaid && command !== 'palette') return;
      if (commands.run(command)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [commands]);

  useCommand('palette', () => {
    const { overlay, open, close } = navigation.getState();
    if (overlay?.name === 'palette') close();
    else open({ name: 'palette' });
  });
  // Where the library is not on screen, it comes back first, and then takes the command itself.
  useCommand('find', () => {
    if (navigation.getState().route.name === 'library') return;
    navigation.getState().back();
    requestAnimationFrame(() => commands.run('find'));
  });
  useCommand('campaign', () => navigation.getState().go({ name: 'campaign' }));
  useCommand('invite', () => {
    if (isOffline(mirrors.getState())) notices.getState().say(t('inviteOffline'));
    else navigation.getState().open({ name: 'invite' });
  });
  useCommand('shortcuts', () => navigation.getState().open({ name: 'shortcuts' }));
  useCommand('settings', () => navigation.getState().open({ name: 'settings' }));
  useCommand('activity', () => {
    const { activityOpen, setActivityOpen } = navigation.getState();
    setActivityOpen(!activityOpen);
  });
}

function isEditing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select'))
  );
}
