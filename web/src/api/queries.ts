import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SettingKey } from '../../../workflows/domain/settings';
import { useLabel, type Label } from '../text/text';
import { answer, api } from './client';
import type { Me, Organisation, Tab } from './types';

const LONG_MS = 10 * 60_000;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/api/v1/auth/me')) as Promise<Me>,
  staleTime: 60_000,
});

export const useMe = () => useQuery(meQuery);

/** How somebody is told of what happens. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: () => answer(api.GET('/api/v1/notifications/preferences')),
  staleTime: 60_000,
});

/** Inside of the shell somebody is always signed in. */
export function useSignedIn(): Me {
  const { data } = useMe();
  if (!data) throw new Error('nobody is signed in');
  return data;
}

export const organisationsQuery = queryOptions({
  queryKey: ['reference', 'organisations'],
  queryFn: () => answer(api.GET('/api/v1/reference/organisations')),
  staleTime: LONG_MS,
});

export function useOrganisations() {
  return useQuery({
    ...organisationsQuery,
    select: ({ items }) => items as Organisation[],
  });
}

/** Names of organisations by code. */
export function useOrgName(): (code: string) => string {
  const { data } = useOrganisations();
  const label = useLabel();
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, label(name)]));
    return (code) => names.get(code) ?? code;
  }, [data, label]);
}

/** Rows of one set of reference data that hold today; `past`: and those that held before, to name what was entered then. */
export function useReference<T>(set: string, { past = false } = {}) {
  return useQuery({
    queryKey: ['reference', set, past],
    queryFn: () =>
      answer(
        api.GET('/api/v1/reference/{set}', {
          params: { path: { set: set as never }, query: past ? { past: 'true' as const } : {} },
        }),
      ),
    staleTime: LONG_MS,
    select: ({ items }) => items as T[],
  });
}

/** Sets of reference data that are kept as tables, with their columns. */
export const useTableSets = () =>
  useQuery({
    queryKey: ['reference-sets'],
    queryFn: () => answer(api.GET('/api/v1/reference-sets')),
    staleTime: Infinity,
  });

/** A number that the house sets for itself; undefined until it is there. */
export function useSetting(key: SettingKey): number | undefined {
  const { data } = useReference<{ key: string; value: number }>('settings');
  return data?.find((one) => one.key === key)?.value;
}

/** Names of roles by code, of those of one organisation too: `GOV/director`. */
export function useRoleName(): (code: string) => string {
  const { data } = useReference<{ id: string; name: Label }>('roles', { past: true });
  const label = useLabel();
  const orgName = useOrgName();
  const roleName = (code: string) => label(data?.find((role) => role.id === code)?.name) || code;
  return (code) => {
    const [org, role] = code.split('/');
    return role ? `${orgName(org!)} ${roleName(role)}` : roleName(code);
  };
}

export interface TaskFilter {
  tab: Tab;
  process?: string | undefined;
  stage?: string | undefined;
  q?: string | undefined;
  due?: 'today' | 'week' | 'overdue' | 'stopped' | undefined;
  /** How it lies with one: claimed or given by name, with the role, or by proxy alone. */
  held?: 'me' | 'pool' | 'proxy' | undefined;
  /** A unit whose task it is, that asks for a signature, or that leads the case. */
  org?: string | undefined;
  priority?: 'normal' | 'urgent' | 'veryUrgent' | undefined;
  /** With a follow-up day of one's own. */
  follow?: 'due' | 'week' | 'any' | undefined;
  /** Somebody of the own team instead of oneself. */
  member?: string | undefined;
  sort?: 'due' | 'opened' | 'priority' | 'followUp' | undefined;
}

/** What is followed up comes by its day unless another order was chosen. */
const orderOf = ({ tab, sort }: TaskFilter): TaskFilter['sort'] =>
  sort ?? (tab === 'followUp' ? 'followUp' : undefined);

const PAGE = 50;

/** A list of tasks, page by page. */
export const tasksQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: ['tasks', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/tasks', {
          // Small at first so that it is there at once; then large, because all are asked for anew when something happens.
          params: {
            query: {
              ...filter,
              sort: orderOf(filter),
              ...(pageParam ? { cursor: pageParam, limit: 100 } : { limit: PAGE }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const useTasks = (filter: TaskFilter) =>
  useInfiniteQuery({ ...tasksQuery(filter), placeholderData: keepPreviousData });

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: () => answer(api.GET('/api/v1/tasks/counts')),
});

export const useCounts = () => useQuery({ ...countsQuery, refetchInterval: 60_000 });

export function useTask(taskId: string | undefined) {
  return useQuery({
    queryKey: ['task', taskId],
    queryFn: () => answer(api.GET('/api/v1/tasks/{taskId}', { params: { path: { taskId: taskId! } } })),
    enabled: taskId !== undefined,
  });
}

export interface CaseFilter {
  status?: 'running' | 'ended' | undefined;
  process?: string | undefined;
  of?: 'mine' | 'copied' | 'visible' | undefined;
  q?: string | undefined;
}

export function useCases(filter: CaseFilter) {
  return useInfiniteQuery({
    queryKey: ['cases', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/cases', {
          params: { query: { ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useCase(caseId: string | undefined) {
  return useQuery({
    queryKey: ['case', caseId],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}', { params: { path: { caseId: caseId! } } })),
    enabled: caseId !== undefined,
  });
}

export function useTimeline(caseId: string) {
  return useQuery({
    queryKey: ['case', caseId, 'timeline'],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/timeline', { params: { path: { caseId } } })),
  });
}

export function useForm(caseId: string, formId: string | null) {
  return useQuery({
    queryKey: ['form', caseId, formId],
    queryFn: () =>
      answer(api.GET('/api/v1/cases/{caseId}/forms/{formId}', { params: { path: { caseId, formId: formId! } } })),
    enabled: formId !== null,
    staleTime: Infinity,
  });
}
