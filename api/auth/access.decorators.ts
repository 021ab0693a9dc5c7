import { SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';

export const PUBLIC_ROUTE = 'hazflow:public';
export const WANTED_ROLES = 'hazflow:roles';

export interface WantedRole {
  /** Organisation code; any organisation when absent. */
  org?: string;
  role: string;
}

/** Open to everybody, signed in or not. Shown in the API description as `x-public`. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC_ROUTE, true), ApiExtension('x-public', true));

/** Open only to people who hold one of the roles. */
export const Roles = (...roles: [WantedRole, ...WantedRole[]]) => SetMetadata(WANTED_ROLES, roles);
