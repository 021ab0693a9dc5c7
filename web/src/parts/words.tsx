import { useMemo } from 'react';
import { useOrgName } from '../api/queries';
import { useText } from '../text/text';
import { wordKey, wordsText } from './words.text';

/** Puts codes into words. What the pages do not know yet is left out rather than shown as a code. */
export function useWords(): (group: string, code: string | null | undefined) => string {
  const t = useText(wordsText);
  return useMemo(
    () => (group, code) => {
      const key = wordKey(group, code);
      if (key) return t(key);
      return group === 'result' && code ? t('result.ended') : '';
    },
    [t],
  );
}

/** A source or basis as it stands in the data, where values of our own are marked `design`. */
export function useSourceWords(): (source: string) => string {
  const t = useText(wordsText);
  return (source) => source.replace(/\[?\bdesign\b\]?/g, t('source.design'));
}

/** Whose turn it is, in words. */
export function useCourt(): (court: readonly string[], most?: number) => string {
  const t = useText(wordsText);
  const words = useWords();
  const orgName = useOrgName();
  return (court, most = Infinity) => {
    const names = court.map((one) => words('court', one) || orgName(one));
    return names.length <= most
      ? names.join('、')
      : t('court.several', { names: names.slice(0, most).join('、'), n: names.length });
  };
}

const TONES: Record<string, string> = {
  approved: 'good',
  conditionallyApproved: 'good',
  AGREE: 'good',
  CONDITIONAL: 'good',
  CORRECTION: 'warn',
  OBJECT: 'bad',
  rejected: 'bad',
  notAccepted: 'bad',
  ready: 'good',
  inReview: 'info',
  draft: 'info',
  running: 'info',
  stopped: 'warn',
  met: 'good',
  missed: 'bad',
  urgent: 'warn',
  veryUrgent: 'bad',
};

export function CodeBadge({ group, code }: { group: string; code: string | null | undefined }) {
  const words = useWords();
  const word = words(group, code);
  return word ? <span className={`badge ${TONES[code ?? ''] ?? ''}`}>{word}</span> : null;
}
