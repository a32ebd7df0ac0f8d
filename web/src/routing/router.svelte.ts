// Where the page is, as state; and moving about without loading it anew.
import { routeFrom, type Route } from "./route";

class Router {
  route: Route = $state.raw(routeFrom(location.pathname, location.hash));
  /** The address's query, as it stands. */
  search: string = $state(location.search);

  constructor() {
    window.addEventListener("popstate", () => this.#read());
    window.addEventListener("hashchange", () => this.#read());
    document.addEventListener("click", (click) => this.#follow(click));
  }

  go(address: string): void {
    history.pushState(null, "", address);
    this.#read();
    window.scrollTo(0, 0);
  }

  /** Write another query into the address of this page; no step back is added. */
  keep(search: string): void {
    history.replaceState(history.state, "", location.pathname + search + location.hash);
    this.search = search;
  }

  #read(): void {
    this.search = location.search;
    this.route = routeFrom(location.pathname, location.hash);
  }

  /** Take over plain clicks on links to other pages of ours; everything else stays the browser's. */
  #follow(click: MouseEvent): void {
    if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const link = click.target instanceof Element ? click.target.closest("a") : null;
    if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.hasAttribute("download")) return;
    const leadsHere = link.origin === location.origin && !link.pathname.startsWith("/api/");
    const onlyHash = link.pathname === location.pathname && link.hash !== "";
    if (!leadsHere || onlyHash) return;
    click.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  }
}

export const router = new Router();
