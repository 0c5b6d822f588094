import { useState } from 'react';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { WhitelabelModel } from '#shared/organization.ts';
import { useClient, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { t } from './texts.ts';

/** A session as somebody writes it down. */
export type WantedSession = Parameters<Api['models']['create']>[0];

/** Enough to tell a slip from an address; HeadshotPro decides. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Writing down and making a session; `onMade` gets what HeadshotPro answered, which is kept nowhere else. */
export function useNewSession(onMade: (made: WhitelabelModel) => void) {
  const client = useClient();
  const { mirrors } = useDesk();
  const refused = useMirrors(({ whitelabel }) => whitelabel === false);
  const [wanted, setWanted] = useState<WantedSession>({
    email: '',
    teamId: null,
    isDevelopment: false,
    version: null,
  });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorData | null>(null);
  const [fieldError, setFieldError] = useState<string | null>(null);

  async function create(): Promise<void> {
    const email = wanted.email.trim();
    setFailure(null);
    if (!ADDRESS.test(email)) {
      setFieldError(t('notAnAddress'));
      return;
    }
    setBusy(true);
    try {
      onMade(await client.models.create({ ...wanted, email }));
      mirrors.take({ whitelabel: true });
    } catch (error) {
      setFailure(toErrorData(error));
      // HeadshotPro may just have said that it is not for this organization.
      const whitelabel = await client.models.whitelabel({}).catch(() => null);
      mirrors.take({ whitelabel });
    } finally {
      setBusy(false);
    }
  }

  return {
    wanted,
    busy,
    failure,
    fieldError,
    /** Whether HeadshotPro has said that this organization may not. */
    refused,
    write(news: Partial<WantedSession>) {
      setWanted((before) => ({ ...before, ...news }));
      setFieldError(null);
    },
    create,
  };
}

export type NewSession = ReturnType<typeof useNewSession>;
