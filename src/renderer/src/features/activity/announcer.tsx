import { useEffect, useRef, useState } from 'react';
import type { Job } from '#shared/jobs.ts';
import { useAttempt, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { endedBetween, endingText } from './endings.ts';
import { currentPhase } from './job-progress.ts';
import { progressSentence } from './job-words.ts';
import { t } from './texts.ts';

/** A screen reader should hear how work goes on, not every photo of it. */
const SAY_EVERY_MS = 15_000;

/** Tells what ended, wherever somebody is in the window, and now and then how work goes on. */
export function Announcer() {
  const { client, navigation, notices } = useDesk();
  const attempt = useAttempt();
  const jobs = useMirrors((mirrors) => mirrors.jobs.jobs);
  const known = useMirrors((mirrors) => mirrors.jobs.revision >= 0);
  const before = useRef<readonly Job[] | null>(null);

  useEffect(() => {
    if (!known) return;
    const earlier = before.current;
    before.current = jobs;
    if (earlier === null) return;
    for (const job of endedBetween(earlier, jobs)) {
      const text = endingText(job);
      if (text === null) continue;
      const hasFiles = job.state === 'done' && job.exports.length > 0 && job.failed === 0;
      notices.getState().say(
        text,
        hasFiles
          ? {
              label: t('reveal'),
              onSelect: () => void attempt(() => client.jobs.reveal({ jobId: job.id })),
            }
          : { label: t('show'), onSelect: () => navigation.getState().setActivityOpen(true) },
      );
    }
  }, [known, jobs, client, navigation, notices, attempt]);

  return <SpokenProgress jobs={jobs} />;
}

function SpokenProgress({ jobs }: { jobs: readonly Job[] }) {
  const running = jobs.find(({ state }) => state === 'running') ?? null;
  const sentence = running === null ? '' : progressSentence(running);
  const step = running === null ? '' : `${running.id}/${currentPhase(running)?.phase ?? ''}`;
  const latest = useRef(sentence);
  const [said, setSaid] = useState('');

  useEffect(() => {
    latest.current = sentence;
  });
  // Anew with every step of the work, and then at intervals.
  useEffect(() => {
    if (step === '') {
      setSaid('');
      return;
    }
    setSaid(latest.current);
    const timer = setInterval(() => setSaid(latest.current), SAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [step]);

  return (
    <div className="visually-hidden" role="status">
      {said}
    </div>
  );
}
