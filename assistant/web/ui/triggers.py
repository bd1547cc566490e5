"""What the script of the chat tells Gradio."""

# Clicks inside our HTML become events of the component.
TRIGGERS = """
element.addEventListener('click', (click) => {
    const button = click.target.closest('button');
    if (!button) return;
    const row = button.closest('.opinion');
    const pressed = button.dataset.verdict ? button : row?.querySelector('[aria-pressed=true]');
    if (row && pressed) trigger('opinion', {
        anchor: row.closest('.turn').id,
        verdict: pressed.dataset.verdict,
        reason: row.querySelector('textarea').value
    });
    if (button.dataset.ask) trigger('ask', {question: button.dataset.ask});
    if (button.dataset.language) trigger('language', {language: button.dataset.language});
    if (button.dataset.action === 'new') trigger('fresh', {});
});
"""
