// What axe-core does not look for. `look(language)` gives sentences, none where all is well.
(() => {
    const shown = one => one.checkVisibility({visibilityProperty: true, opacityProperty: false});
    const named = one => one.outerHTML.slice(0, 140);
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(`*:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-bottom: 2em !important; }`);

    const clear = /rgba\(\d+, \d+, \d+, 0\)/;
    function ground(one) {
        for (let at = one; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (!clear.test(color)) return color;
        }
        return "rgb(255, 255, 255)";
    }
    const pen = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    function brightness(color) {
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
        const parts = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
    function contrast(one, other) {
        const [dark, light] = [brightness(one), brightness(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    }

    window.tables = () => [...document.querySelectorAll("table")].filter(shown).flatMap(table => [
        table.caption || table.ariaLabel || table.getAttribute("aria-labelledby") || table.closest(".unit, .unit-table")
            ? "" : `no name: ${named(table)}`,
        ...[...table.querySelectorAll("th")].filter(head => !head.scope).map(head => `no scope: ${named(head)}`),
    ]).filter(Boolean);

    // Text in Cyrillic letters stands in a part that says so: a voice would spell it otherwise.
    window.foreign = () => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) {
            // The numbers of acts are names, and what is quoted is marked by its quotation marks.
            const text = walker.currentNode.data.replace(/[А-ЯЁ]+\/\d+\/\d+|“[^”]*”/g, ""), at = walker.currentNode.parentElement;
            if (!/[а-яё]{3}/i.test(text) || at.closest("script, style, textarea, code") || !shown(at)) continue;
            if (at.closest("[lang]").lang !== "ru") found.push(`not said to be Russian: ${named(at)}`);
        }
        return found;
    };

    window.moving = () => document.getAnimations().map(one => `moves: ${named(one.effect.target)}`);

    window.spill = () => document.scrollingElement.scrollWidth > innerWidth + 1 ? ["wider than the window"] : [];

    // Sentences are written in a field of several lines: a finger's width of it is none.
    window.narrow = () => [...document.querySelectorAll("textarea")].filter(one => shown(one) && one.offsetWidth < 160)
        .map(one => `too narrow to write in: ${named(one)}`);

    // WCAG 1.4.12: with more space between letters, words and lines nothing is cut off.
    window.spacedOut = () => {
        document.adoptedStyleSheets = [spaced];
        const cut = [...document.querySelectorAll("body *")].filter(one => {
            const style = getComputedStyle(one);
            return ["hidden", "clip"].includes(style.overflowX) && one.clientWidth > 1 && one.clientHeight > 1
                && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
                && one.textContent.trim() && shown(one) && !one.closest(".visually-hidden") && !["INPUT", "TEXTAREA", "SELECT"].includes(one.tagName);
        }).map(one => `cut off when spaced out: ${named(one)}`);
        const wide = window.spill().map(() => "wider than the window when spaced out");
        document.adoptedStyleSheets = [];
        return [...cut, ...wide];
    };

    // Every stop of the Tab key: a ring that can be told from its ground, and nothing over it.
    window.stops = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter(one => shown(one) && !one.disabled && one.type !== "hidden" && one.tabIndex >= 0).flatMap(one => {
            one.focus({focusVisible: true});
            if (document.activeElement !== one) return [];
            const seen = one.closest("label, .switch") ?? one;
            const style = getComputedStyle(one);
            const box = seen.getClientRects()[0];
            // Of what is nearly as high as the window or higher, the middle of what is in the window counts.
            const inside = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
            const high = box.height > innerHeight / 2 ? inside : box.top + Math.min(box.height, 40) / 2;
            const top = document.elementFromPoint(box.left + box.width / 2, high);
            return [
                style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ? `no ring: ${named(one)}` : "",
                contrast(style.outlineColor, ground(one.parentElement)) < 3 ? `faint ring: ${named(one)}` : "",
                top && (seen.contains(top) || top.contains(seen)) ? "" : `covered at its focus: ${named(one)}`,
            ].filter(Boolean);
        });
})();
