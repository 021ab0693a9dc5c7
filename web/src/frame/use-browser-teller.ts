import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { preferencesQuery, useSignedIn } from '../api/queries';
import { useText } from '../text/text';
import { browserNotices, showNotice } from './browser-notices';
import { frameText } from './frame.text';
import { NOTICE_WORDS } from './notice-words';
import { wantedNotices, type ToldNotice } from './told-notices';

/** What comes within this time is told together. */
const TOGETHER_MS = 800;
/** So many are told one by one, more of them by their number. */
const SINGLY = 3;

/** Takes what the stream brings and tells of it by the browser while nobody looks at the page. */
export function useBrowserTeller(): (told: ToldNotice) => void {
  const t = useText(frameText);
  const { personId } = useSignedIn();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const waiting = useRef<ToldNotice[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const tell = async (): Promise<void> => {
    const told = waiting.current.splice(0);
    if (browserNotices(personId) !== 'on') return;
    // A page in the background may be open for days: a choice made elsewhere meanwhile counts.
    const { channels } = await queries.fetchQuery(preferencesQuery);
    const wanted = wantedNotices(told, channels, Date.now());
    if (wanted.length > SINGLY) {
      showNotice({
        title: t('noticesMany', { n: wanted.length }),
        body: wanted
          .slice(0, SINGLY)
          .map(({ title }) => title)
          .join('\n'),
        tag: wanted.at(-1)!._id,
        onClick: () => void navigate({ to: '/inbox' }),
      });
      return;
    }
    for (const { _id, type, title, caseNo, caseId, taskId } of wanted) {
      const word = NOTICE_WORDS[type];
      showNotice({
        title: word ? t(word) : t('notices'),
        body: `${caseNo}\n${title}`,
        tag: _id,
        onClick: () =>
          void (taskId
            ? navigate({ to: '/inbox', search: { task: taskId } })
            : navigate({ to: '/cases/$caseId', params: { caseId } })),
      });
    }
  };
  // The stream stays open while language and page change.
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => () => clearTimeout(timer.current), []);
  return useMemo(
    () => (told) => {
      // Whoever has the page before them sees it there.
      if (document.hasFocus()) return;
      waiting.current.push(told);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void latest.current().catch(() => undefined), TOGETHER_MS);
    },
    [],
  );
}
