import type { Condition, FactValue } from '../../../../../workflows/processes/definition';
import { useReference } from '../../../api/queries';
import { useLabel, useText, type Label } from '../../../text/text';
import { applicationText } from '../../applications/application.text';
import { registersText } from './registers.text';

export interface RoutingFact {
  fact: string;
  type: string;
  name: Label;
}

export const PROJECT_KINDS = ['newBuild', 'rebuild', 'expansion'] as const;

/** Values that a finding can have, in words; null where any number or word goes. */
export function useFactChoices(): (fact: string) => { value: string; name: string }[] | null {
  const a = useText(applicationText);
  const label = useLabel();
  const { data: processes = [] } = useReference<{ code: string; name: Label }>('processes');
  const { data: chemicals = [] } = useReference<{ key: string; name: Label }>('chemicals');
  return (fact) => {
    if (fact === 'projectKind') return PROJECT_KINDS.map((value) => ({ value, name: a(`kind.${value}`) }));
    if (fact === 'listedProcesses') return processes.map(({ code, name }) => ({ value: code, name: label(name) }));
    if (fact === 'listedChemicals') return chemicals.map(({ key, name }) => ({ value: key, name: label(name) }));
    return null;
  };
}

/** A condition as an official says it. */
export function useConditionWords(facts: readonly RoutingFact[]): (condition: Condition) => string {
  const t = useText(registersText);
  const label = useLabel();
  const choices = useFactChoices();
  const nameOf = (fact: string) => label(facts.find((one) => one.fact === fact)?.name);
  const valueOf = (fact: string, value: FactValue | number) =>
    choices(fact)?.find((one) => one.value === value)?.name ?? String(value);
  const words = (condition: Condition): string => {
    if ('all' in condition) {
      return condition.all.length === 0 ? t('always') : condition.all.map(words).join(t('and'));
    }
    if ('any' in condition) return condition.any.map(words).join(t('or'));
    if ('not' in condition) return t('not', { text: words(condition.not) });
    const fact = nameOf(condition.fact);
    if ('is' in condition) {
      if (typeof condition.is === 'boolean') return t(condition.is ? 'factYes' : 'factNo', { fact });
      return t('factIs', { fact, value: valueOf(condition.fact, condition.is) });
    }
    if ('in' in condition) {
      return t('factIs', { fact, value: condition.in.map((one) => valueOf(condition.fact, one)).join('、') });
    }
    if ('includes' in condition) return t('factIncludes', { fact, value: valueOf(condition.fact, condition.includes) });
    if ('atLeast' in condition) return t('factAtLeast', { fact, value: condition.atLeast });
    if ('below' in condition) return t('factBelow', { fact, value: condition.below });
    return fact;
  };
  return words;
}
