import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../../workflows/domain/errors';
import { WANTED_ROLES, type WantedRole } from './access.decorators';
import { holds, type AuthenticatedRequest } from './actor';

/** Lets through only people who hold one of the roles that the route names with `@Roles()`. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const wanted = this.reflector.getAllAndOverride<WantedRole[] | undefined>(WANTED_ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!wanted) return true;
    const actor = context.switchToHttp().getRequest<AuthenticatedRequest>().actor;
    if (actor && wanted.some((role) => holds(actor, role))) return true;
    throw new DomainError('access.denied');
  }
}
