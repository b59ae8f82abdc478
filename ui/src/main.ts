import { mount } from 'svelte';
import App from './App.svelte';
import './fonts.css';
import './tokens.css';
import './base.css';
import './controls.css';
import './lists.css';
import './prose.css';
import './marks.css';
import { screens } from './frame/screens.svelte';
import { catchAll } from './lib/mishap';
import { router } from './lib/router.svelte';
import { session } from './lib/session.svelte';
import { homeData } from './screens/home/home.svelte';

catchAll();
// Everything the first screen needs is asked for at once.
void session.open();
if (router.route.screen === 'home') void homeData.loadAhead();
router.prepare = (route) => screens.load(route);
void screens.load(router.route);

const target = document.getElementById('app');
if (target) mount(App, { target });
